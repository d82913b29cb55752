import BelayLanguage
import BelayRuntime
import BelaySource
import BelayTestSupport
import BelayWorkspace
import Testing

/// A runbook of the repository that checks without an error.
struct Runbook {
    let program: Program

    /// By its path in the repository, or by its name among the examples.
    init(_ name: String) throws {
        let path = name.contains("/") ? name : "Tests/Corpus/valid/other/\(name).runbook"
        var surroundings = Surroundings.ofThisProcess()
        surroundings.environment["BELAY_RUNBOOKS"] = Repository.path + "/runbooks"
        let workspace = try Workspace.load("\(Repository.path)/\(path)", surroundings)
        #expect(workspace.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        program = try #require(workspace.program)
    }

    /// With parameters as they are typed, and nothing missing.
    func request(_ arguments: [String]) throws -> RunRequest {
        let reading = ParameterReading(program.parameters, arguments: arguments)
        #expect(reading.problems == [])
        #expect(reading.missing.map(\.name) == [])
        return RunRequest(program: program, parameters: reading.values, identity: nil)
    }

    /// A value for each parameter that has no default, as it could be typed.
    var sampleArguments: [String] {
        program.parameters.filter { $0.defaultValue == nil || $0.type == .host && $0.check != nil }.map {
            "\($0.name)=\(Self.sample(of: $0.type, named: $0.name))"
        }
    }

    /// Each has another one, for those that must differ. Behind a digit comes a letter of its own, as zones have it.
    private static func sample(of type: ValueType, named name: String) -> String {
        switch type {
        case .text, .any, .secret: name + (name.last?.wholeNumberValue.map { String(Array("abcdefghij")[$0]) } ?? "")
        case .number: "3"
        case .flag: "yes"
        case .duration: "30s"
        case .time: "2026-03-01T02:00:00Z"
        case .path: "./\(name)"
        case .host: "\(name).example"
        case .record: "[name=\(name)]"
        case .list(let element): "[\(sample(of: element, named: name))]"
        case .choice(let words): words[0]
        }
    }
}
