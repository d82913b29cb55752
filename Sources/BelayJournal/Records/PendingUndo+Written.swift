import BelayData
import BelayRuntime
import BelaySyntax

/// The undo that did not run, with everything a person needs to run it: step and title, of each command its place, its
/// environment and its input, and what is asked before it. A secret is not in it.
extension PendingUndo {
    var written: DataValue {
        .members([
            ("step", .string(step.written)), ("title", .string(title)),
            ("commands", .array(lines.map(\.written))),
        ])
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let (step, title) = (try members.step("step"), try members.text("title"))
        var lines: [Line] = []
        for json in try members.elements("commands") { lines.append(try Line(Members(json), of: step)) }
        self.init(step: step, title: title, lines: lines)
    }
}

extension PendingUndo.Line {
    fileprivate var written: DataValue {
        switch self {
        case .command(let effect): effect.pendingUndo
        case .words(let words): .members([("words", .string(words))])
        }
    }

    fileprivate init(_ members: Members, of step: StepPath) throws(Members.Mismatch) {
        if let words = try members.textIfPresent("words") {
            self = .words(words)
        } else {
            self = .command(try CommandEffect(pendingUndo: members, of: step))
        }
    }
}

extension CommandEffect {
    fileprivate var pendingUndo: DataValue {
        let variables = environment.map { variable in
            DataValue.members(
                [("name", .string(variable.name))] + Self.text(variable.value))
        }
        var members: [Member] = [
            ("sign", .string(sign.rawValue)), ("command", .string(script.shown)), ("place", location.written),
        ]
        members += list("environment", variables)
        switch input {
        case .given(let text)?: members.append(("input", .members(Self.text(text))))
        case .file(let file)?: members.append(("inputFile", .string(file.path.shown)))
        case nil: break
        }
        if let output { members.append(("outputFile", .string(output.path.shown))) }
        return .members(members)
    }

    private static func text(_ text: GivenText) -> [Member] {
        text.isSecret ? [("secret", true)] : [("text", .string(text.shown))]
    }

    fileprivate init(pendingUndo members: Members, of step: StepPath) throws(Members.Mismatch) {
        let sign: CommandSign = try members.choice("sign")
        var environment: [Variable] = []
        for json in try members.elementsIfPresent("environment") {
            let variable = try Members(json)
            environment.append(
                Variable(
                    name: try variable.text("name"), value: PlannedText(try variable.textIfPresent("text") ?? ""),
                    isSecret: try variable.flag("secret")))
        }
        var input: Input?
        if members.object["input"] != nil {
            let given = try members.members("input")
            input = Input(
                text: PlannedText(try given.textIfPresent("text") ?? ""), isSecret: try given.flag("secret"))
        }
        if let path = try members.textIfPresent("inputFile") { input = .file(InputFile(path: PlannedText(path))) }
        self.init(
            step: step, sign: sign, location: try Location(members.members("place")),
            script: PlannedText(try members.text("command")), isPipeline: false, environment: environment, input: input,
            limit: .zero, isCaptured: false)
        output = try members.textIfPresent("outputFile").map { OutputFile(path: PlannedText($0)) }
    }
}
