public import BelayLanguage

extension RunbookTest {
    /// `$run.id` in every test.
    public static let runID = "20260301-093000-test"

    /// Runs the test: a live walk of its program on a world that it says. It touches nothing, and takes no time.
    /// - Parameter watch: sees every statement of the program that is run.
    public func perform(in program: Program, watch: (any StatementWatch)? = nil) async -> TestResult {
        let turns = TurnTaking()
        let walk = TestWalk(self, program, watch, turns)
        return await withTaskExecutorPreference(turns) {
            var walk = walk
            return await walk.result()
        }
    }
}
