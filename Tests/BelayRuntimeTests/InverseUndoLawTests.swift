import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport
import Testing

/// Actions whose undo blocks call each other, some of which unwind by themselves: what the checker lets pass has an end.
struct InverseUndoLawTests {
    /// Calls among a few actions, at random.
    private func text(_ dice: inout SeededRandom) -> String {
        let names = ["a", "b", "c", "d"]
        var text = "runbook \"Try\" \"Tries.\"\n"
        for (index, name) in names.enumerated() {
            // Bodies mostly call what comes later, so that not every text has a circle.
            let called = names.enumerated().filter { $0.offset > index ? dice.onceIn(2) : dice.onceIn(40) }
            let undoing = names.filter { _ in dice.onceIn(3) }
            text += "action \(name) {\n"
            // What unwinds by itself changes things through others only.
            let isUnwinding = dice.onceIn(4)
            if isUnwinding { text += "on failure undo\n" }
            text += called.map { "\($0.element)\n" }.joined() + (isUnwinding ? "say \(name)\n" : "$ \(name)\n")
            if dice.onceIn(6), !isUnwinding { text += "$ fails\n" }
            text += "undo {\n" + undoing.map { "\($0)\n" }.joined() + "$ undo \(name)\n} }\n"
        }
        return text + "phase \"One\" {\non failure undo\na\nb\nfail \"enough\"\n}\n"
    }

    @Test func `A plan and a run of undo blocks that call each other have an end`() async {
        var dice = SeededRandom(seed: 238)
        var refused = 0
        var undone = 0
        for _ in 0..<400 {
            let text = text(&dice)
            let source = SourceText(file: FileNumber(0), name: "try.runbook", bytes: Array(text.utf8))
            let file = RunbookFile(source: source, syntax: Parser.parse(source).file)
            let checked = Checker.check([file], runbook: FileNumber(0))
            guard let program = checked.program else {
                #expect(Set(checked.diagnostics.filter { $0.severity == .error }.map(\.code)) == ["B0208"], "\(text)")
                refused += 1
                continue
            }
            let request = RunRequest(
                program: program, parameters: [:],
                identity: RunIdentity(id: "law", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
            #expect(await request.plan().excess == nil, "\(text)")
            let world = ScriptedWorld { $0.script.shown == "fails" ? .failed() : .succeeded() }
            let end = await request.perform(on: world.dependencies, stepCount: 0, lock: nil)
            #expect([.handled, .handlerFailed].contains(end.outcome), "\(text)")
            undone += world.changes.count { $0.hasPrefix("undo") }
        }
        #expect(refused > 20 && refused < 390 && undone > 20)
    }
}
