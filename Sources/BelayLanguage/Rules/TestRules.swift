import BelaySource

/// Rules about tests: what they stub, and what they claim has run, can be a command of the program at all.
struct TestRules {
    private let commands: [(command: Command, pattern: CommandPattern)]
    private let program: Program
    private var diagnostics: [Diagnostic] = []

    init(_ program: Program) {
        self.program = program
        let isNeeded = !program.tests.isEmpty || !program.givens.isEmpty
        commands = isNeeded ? program.commands.map { ($0, CommandPattern($0, hasWildcards: false)) } : []
    }

    consuming func check() -> [Diagnostic] {
        for test in program.givens + program.tests { check(test.items) }
        return diagnostics
    }

    private mutating func check(_ items: [TestItem]) {
        for item in items {
            switch item {
            case .stub(let stub):
                check(stub.command)
                for reply in stub.replies { if let after = reply.after { check(after) } }
            case .place(_, let items): check(items)
            case .claim(let claim):
                switch claim.kind {
                // What never runs may be what the runbook once did, and does no more.
                case .runs(let items), .changes(let items): check(items)
                case .isDone, .isHandled, .fails, .neverRuns, .runsNothing, .told, .readsAs: break
                }
            case .given, .file, .answer, .run, .plan, .undo, .statement: break
            }
        }
    }

    private mutating func check(_ stubbed: Command) {
        let pattern = CommandPattern(stubbed, hasWildcards: true)
        let like = commands.filter { $0.pattern.meets(pattern) }
        if like.contains(where: { $0.command.sign == stubbed.sign }) { return }
        diagnostics.append(.impossibleStub(stubbed, otherSign: like.first?.command))
    }
}
