public import BelayLanguage

extension RunbookTest {
    /// Runs the test: a live walk of its program on a world that it says. It touches nothing, and takes no time.
    /// - Parameter watch: sees every statement of the program that is run.
    public func perform(in program: Program, watch: (any StatementWatch)? = nil) async -> TestResult {
        var walk = TestWalk(self, program, watch)
        return await walk.result()
    }
}
