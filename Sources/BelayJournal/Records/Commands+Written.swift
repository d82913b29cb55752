import BelayData
import BelayRuntime
import BelaySyntax

extension JournalRecord.Intent {
    var members: [Member] {
        [
            ("effect", .number(number)), ("step", .step(step)), ("sign", .string(sign.rawValue)),
            ("place", place.written), ("command", .string(command)),
        ] + optional("undo", undo?.written) + [("limit", .seconds(limit)), ("allowed", .seconds(allowed))]
            + optional("recorded", if: isRecorded) + optional("inputFile", inputFile?.written)
            + optional("outputFile", outputFile) + [("span", .span(span))]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            number: try members.number("effect"), step: try members.step("step"), sign: try members.choice("sign"),
            place: try Location(members.members("place")), command: try members.text("command"),
            undo: try members.stepIfPresent("undo"), limit: try members.duration("limit"),
            allowed: try members.duration("allowed"), isRecorded: try members.flag("recorded"),
            span: try members.span("span"))
        if members.object["inputFile"] != nil { inputFile = try .init(members.members("inputFile")) }
        outputFile = try members.textIfPresent("outputFile")
    }
}

extension JournalRecord.InputFile {
    fileprivate var written: DataValue { .members([("path", .string(path))] + content.members) }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(path: try members.text("path"), content: try FileContent(members))
    }
}

extension FileContent {
    fileprivate var members: [Member] { [("bytes", .number(size)), ("sha256", .string(digest))] }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(size: try members.number("bytes"), digest: try members.text("sha256"))
    }
}

extension JournalRecord.OutcomeRecord {
    var members: [Member] {
        [("effect", .number(number))] + ending.members + [
            ("tail", .string(tail)), ("duration", .seconds(duration)),
        ] + optional("output", output) + optional("outputFile", outputFile.map { .members($0.members) })
            + optional("source", source?.rawValue)
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            number: try members.number("effect"), ending: try CommandOutcome.Ending(members),
            tail: try members.text("tail"), duration: try members.duration("duration"),
            output: try members.textIfPresent("output"), source: try members.choiceIfPresent("source"))
        if members.object["outputFile"] != nil { outputFile = try FileContent(members.members("outputFile")) }
    }
}

extension CommandOutcome.Ending {
    private enum Name: String {
        case exited
        case signalled
        case timedOut = "timed-out"
        case unreachable
        case notStarted = "not-started"
        case unknown
        case fileFailed = "file-failed"
        case cancelled
    }

    private var name: Name {
        switch self {
        case .exited: .exited
        case .signalled: .signalled
        case .timedOut: .timedOut
        case .unreachable: .unreachable
        case .notStarted: .notStarted
        case .unknown: .unknown
        case .fileFailed: .fileFailed
        case .cancelled: .cancelled
        }
    }

    fileprivate var members: [Member] {
        let written: [Member] = [("ending", .string(name.rawValue))]
        return switch self {
        case .exited(let status): written + [("status", .number(status))]
        case .signalled(let signal): written + [("signal", .number(signal))]
        case .unreachable(let reason), .notStarted(let reason), .unknown(let reason), .fileFailed(let reason):
            written + [("reason", .string(reason))]
        case .timedOut, .cancelled: written
        }
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("ending")
        self =
            switch name {
            case .exited: .exited(try members.number("status"))
            case .signalled: .signalled(try members.number("signal"))
            case .timedOut: .timedOut
            case .unreachable: .unreachable(try members.text("reason"))
            case .notStarted: .notStarted(try members.text("reason"))
            case .unknown: .unknown(try members.text("reason"))
            case .fileFailed: .fileFailed(try members.text("reason"))
            case .cancelled: .cancelled
            }
    }
}

extension Location {
    /// As it is shown: a part that is not known stands in `‹›`.
    var written: DataValue {
        .members(
            optional("host", host?.shown) + optional("user", user?.shown)
                + list("prefixes", prefixes.map { .strings($0.map(\.shown)) }))
    }

    init(_ members: Members) throws(Members.Mismatch) {
        var prefixes: [Prefix] = []
        for words in try members.elementsIfPresent("prefixes") {
            prefixes.append(try Members.texts(in: words).map { PlannedText($0) })
        }
        self.init(
            host: try members.textIfPresent("host").map { PlannedText($0) },
            user: try members.textIfPresent("user").map { PlannedText($0) }, prefixes: prefixes)
    }
}
