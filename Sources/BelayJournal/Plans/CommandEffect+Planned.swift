import BelayData
import BelayRuntime
import BelaySyntax

/// A command as a plan has it, with what is not known; of a secret only that there is one.
extension CommandEffect {
    var planned: DataValue {
        let variables = environment.map { variable in
            DataValue.members([("name", .string(variable.name))] + Self.members(variable.value))
        }
        var members: [Member] = [
            ("sign", .string(sign.rawValue)), ("place", location.planned), ("text", script.written),
        ]
        members += optional("pipeline", if: isPipeline) + list("environment", variables)
        switch input {
        case .given(let text)?: members.append(("input", .members(Self.members(text))))
        case .file(let file)?: members.append(("inputFile", file.path.written))
        case nil: break
        }
        members += optional("outputFile", output?.path.written) + optional("captured", if: isCaptured)
        members += optional("undoes", undoing?.written)
        return .members(members + [("limit", .seconds(limit)), ("allowed", .seconds(allowed)), ("span", .span(span))])
    }

    private static func members(_ given: GivenText) -> [Member] {
        switch given {
        case .secret: [("secret", true)]
        case .text(let text): [("text", text.written)]
        }
    }

    init(planned members: Members, of step: StepPath) throws(Members.Mismatch) {
        var environment: [Variable] = []
        for json in try members.elementsIfPresent("environment") {
            let variable = try Members(json)
            environment.append(Variable(name: try variable.text("name"), value: try Self.given(variable)))
        }
        var input: Input?
        if members.object["input"] != nil { input = .given(try Self.given(members.members("input"))) }
        if let path = try members.plannedIfPresent("inputFile") { input = .file(InputFile(path: path)) }
        self.init(
            step: step, sign: try members.choice("sign"), location: try Location(planned: members.members("place")),
            script: try members.planned("text"), isPipeline: try members.flag("pipeline"), environment: environment,
            input: input, limit: try members.duration("limit"), allowed: try members.duration("allowed"),
            isCaptured: try members.flag("captured"), undoing: try members.stepIfPresent("undoes"),
            span: try members.span("span"))
        output = try members.plannedIfPresent("outputFile").map { OutputFile(path: $0) }
    }

    private static func given(_ members: Members) throws(Members.Mismatch) -> GivenText {
        if try members.flag("secret") { return GivenText(PlannedText(), isSecret: true) }
        return .text(try members.planned("text"))
    }
}

extension Location {
    fileprivate var planned: DataValue {
        .members(
            optional("host", host?.written) + optional("user", user?.written)
                + list("prefixes", prefixes.map { .array($0.map(\.written)) }))
    }

    fileprivate init(planned members: Members) throws(Members.Mismatch) {
        var prefixes: [Prefix] = []
        for json in try members.elementsIfPresent("prefixes") {
            guard let words = json.array else { throw Members.Mismatch() }
            var prefix: Prefix = []
            for word in words { prefix.append(try PlannedText(written: word)) }
            prefixes.append(prefix)
        }
        self.init(
            host: try members.plannedIfPresent("host"), user: try members.plannedIfPresent("user"), prefixes: prefixes)
    }
}
