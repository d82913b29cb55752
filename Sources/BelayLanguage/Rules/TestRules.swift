import BelaySource
import BelaySyntax

/// Rules about tests: what they stub, and what they claim has run, can be a command of the program at all.
struct TestRules {
    private let commands: [(command: Command, pattern: CommandPattern)]
    private let program: Program
    private var diagnostics: [Diagnostic] = []
    /// Those that can run, by their sign: many tests stub the same.
    private var possible: [CommandSign: Set<CommandPattern>] = [:]

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
        if possible[stubbed.sign]?.contains(pattern) == true { return }
        if commands.contains(where: { $0.command.sign == stubbed.sign && $0.pattern.meets(pattern) }) {
            possible[stubbed.sign, default: []].insert(pattern)
            return
        }
        let like = commands.first { $0.pattern.meets(pattern) }
        diagnostics.append(.impossibleStub(stubbed, otherSign: like?.command))
    }
}
