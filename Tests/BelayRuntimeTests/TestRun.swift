import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

/// A runbook as text, run on a scripted world.
struct TestRun {
    let program: Program

    init(_ text: String, at location: Testing.SourceLocation = #_sourceLocation) throws {
        let source = SourceText(file: FileNumber(0), name: "try.runbook", bytes: Array(text.utf8))
        let parsed = Parser.parse(source)
        let file = RunbookFile(source: source, syntax: parsed.file, libraries: [:], isWhole: true)
        let checked = Checker.check([file], runbook: FileNumber(0))
        let errors = (parsed.diagnostics + checked.diagnostics).filter { $0.severity == .error }
        #expect(errors.map(\.message) == [], sourceLocation: location)
        program = try #require(checked.program, sourceLocation: location)
    }

    func request(_ parameters: [String: Value] = [:]) -> RunRequest {
        var slots: [Int: Value] = [:]
        for parameter in program.parameters {
            if let value = parameters[parameter.name] { slots[parameter.slot] = value }
        }
        return RunRequest(
            program: program, parameters: slots,
            identity: RunIdentity(id: "20260301-093000-k3f9", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
    }

    @discardableResult
    func run(on scripted: ScriptedWorld, _ parameters: [String: Value] = [:]) async -> Redacted<RunEnd> {
        await request(parameters).perform(on: scripted.dependencies, stepCount: 0, lock: nil)
    }

    func plan(_ parameters: [String: Value] = [:]) async -> [String] {
        await request(parameters).plan().effects.map { "\($0.step) \($0.sign.rawValue) \($0.script.shown)" }
    }
}
