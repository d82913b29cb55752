public import BelayData
public import BelayRuntime
import BelaySyntax

extension DataValue.Object {
    /// The kind of a step and, of a command, everything that will be run. Unknown parts are shown in `‹›`.
    mutating func describe(_ start: StepStart) {
        self["kind"] = .string(start.kind.rawValue)
        let effect = start.effect
        self["effect"] = effect.map { .string($0.sign.name) } ?? .null
        self["target"] = effect.map { .string($0.location.shown) } ?? .null
        self["command"] = effect.map { .string($0.script.shown) } ?? .null
        self["title"] = .string(start.title.shown)
        guard let effect else { return }
        if !effect.environment.isEmpty {
            var variables = DataValue.Object()
            for variable in effect.environment {
                variables[variable.name] = variable.isSecret ? .null : .string(variable.value.shown)
            }
            self["environment"] = .object(variables)
        }
        switch effect.input {
        case .given(let text)?: self["input"] = text.isSecret ? .null : .string(text.shown)
        case .file(let file)?: self["inputFile"] = file.json
        case nil: break
        }
        if let output = effect.output { self["outputFile"] = .string(output.path.shown) }
        self["limitSeconds"] = .seconds(effect.limit)
    }
}

extension CommandEffect.InputFile {
    fileprivate var json: DataValue {
        var object = DataValue.Object()
        object["path"] = .string(path.shown)
        if let content {
            object["bytes"] = .number(content.size)
            object["sha256"] = .string(content.digest)
        }
        return .object(object)
    }
}

extension CommandSign {
    /// For machines.
    var name: String {
        switch self {
        case .reads: "read"
        case .changes: "change"
        case .destroys: "destroy"
        }
    }
}

extension DataValue {
    public static func seconds(_ duration: Duration) -> DataValue {
        Number(duration.inSeconds).map { .number($0) } ?? .null
    }
}

extension Failure {
    var json: DataValue {
        var object = DataValue.Object()
        object["kind"] = .string(kind.rawValue)
        object["message"] = .string(message)
        object["step"] = .string(step.description)
        object["target"] = .string(location.shown)
        object["command"] = command.map(DataValue.string) ?? .null
        object["status"] = status.map { .number($0) } ?? .null
        object["output"] = .string(output)
        return .object(object)
    }
}

extension PendingUndo {
    func json(_ spelling: CommandSpelling) -> DataValue {
        var object = DataValue.Object()
        object["step"] = .string(step.description)
        object["title"] = .string(title)
        object["commands"] = .array(shown(spelling).map { .string($0) })
        return .object(object)
    }
}

extension LoopEnd {
    var json: DataValue {
        var object = DataValue.Object()
        object["step"] = .string(step.description)
        object["failed"] = .array(failed.map { .string($0) })
        object["done"] = .number(done)
        object["notBegun"] = .array(notBegun.map { .string($0) })
        return .object(object)
    }
}

extension Finding {
    var json: DataValue {
        var object = DataValue.Object()
        object["step"] = .string(step.description)
        object["text"] = .string(text)
        return .object(object)
    }
}

extension SkippedStep {
    var json: DataValue {
        var object = DataValue.Object()
        object["step"] = .string(step.description)
        object["title"] = .string(title)
        object["reason"] = .string(reason)
        return .object(object)
    }
}

extension StepEnd {
    var name: String {
        switch ending {
        case .done: "done"
        case .alreadyDone: "already-done"
        case .failed: "failed"
        case .skipped: "skipped"
        case .cancelled: "cancelled"
        }
    }
}

extension Question {
    /// For machines.
    public var name: String {
        switch kind {
        case .confirm: "confirm"
        case .pointOfNoReturn: "point-of-no-return"
        case .ask: "ask"
        case .approval: "approval"
        case .manual: "manual"
        case .outcome: "outcome"
        case .hold: "hold"
        }
    }
}
