import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax

/// A runbook's text through the parser, the checker and the interpreter, as `belay plan` takes it.
struct Evaluation {
    var plan: Plan

    /// Nil where the check refuses it.
    init?(_ text: String, _ parameters: [String: Value] = [:]) async {
        let source = SourceText(file: FileNumber(0), name: "try.runbook", bytes: Array(text.utf8))
        let parsed = Parser.parse(source)
        let file = RunbookFile(source: source, syntax: parsed.file, libraries: [:], isWhole: parsed.diagnostics.isEmpty)
        guard let program = Checker.check([file], runbook: FileNumber(0)).program else { return nil }
        var slots: [Int: Value] = [:]
        for parameter in program.parameters { slots[parameter.slot] = parameters[parameter.name] }
        plan = await RunRequest(program: program, parameters: slots, identity: nil).plan()
    }

    /// The written form of an expression's value, or `fails`; nil where the check refuses it.
    static func said(of expression: String, before: String = "") async -> String? {
        await said("\"$value\"", of: expression, before: before)
    }

    /// The same of a value of any type, its line ends as `\n`.
    static func shown(_ expression: String) async -> String? {
        await said("$value", of: expression)?.replacing("\n", with: "\\n")
    }

    private static func said(_ value: String, of expression: String, before: String = "") async -> String? {
        let text = "runbook \"Try\"\nphase \"Try\" {\n\(before)let value = (\(expression))\nsay \(value)\n}\n"
        guard let evaluation = await Evaluation(text) else { return nil }
        for case .stepFinished(let end) in evaluation.plan.events { if case .failed = end.ending { return "fails" } }
        for case .stepStarted(let start) in evaluation.plan.events where start.kind == .say {
            return start.title.shown
        }
        return "fails"
    }
}
