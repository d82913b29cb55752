import BelayData
import BelayLanguage
import BelayRuntime

extension JournalRecord.Bound {
    var members: [Member] {
        let kept: Member =
            switch content {
            case .value(let value): ("value", value.written)
            case .output(let number): ("output", .number(number))
            }
        return [("step", .step(step))] + key.members + [kept] + optional("given", if: isGiven)
            + optional("seal", seal?.written)
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let content: Content =
            if let number = try members.numberIfPresent("output") {
                .output(of: number)
            } else {
                .value(try Value(written: members.member("value")))
            }
        self.init(
            step: try members.step("step"), key: try BindingKey(members), content: content,
            isGiven: try members.flag("given"), seal: try members.sealIfPresent("seal"))
    }
}

extension BindingKey {
    private enum Name: String {
        case variable
        case loopList = "loop-list"
        case concurrency
        case tolerance
        case attempts
        case host
        case user
        case location
        case input
        case inputFile = "input-file"
        case outputFile = "output-file"
        case environment
        case placeholder
        case option
        case result
    }

    private var name: Name {
        switch self {
        case .variable: .variable
        case .loopList: .loopList
        case .concurrency: .concurrency
        case .tolerance: .tolerance
        case .attempts: .attempts
        case .host: .host
        case .user: .user
        case .location: .location
        case .input: .input
        case .inputFile: .inputFile
        case .outputFile: .outputFile
        case .environment: .environment
        case .placeholder: .placeholder
        case .option: .option
        case .result: .result
        }
    }

    fileprivate var members: [Member] {
        let written: [Member] = [("key", .string(name.rawValue))]
        return switch self {
        case .variable(let name), .loopList(let name), .environment(let name), .placeholder(let name),
            .option(let name):
            written + [("name", .string(name))]
        case .concurrency, .tolerance, .attempts, .host, .user, .location, .input, .inputFile, .outputFile, .result:
            written
        }
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("key")
        self =
            switch name {
            case .variable: .variable(try members.text("name"))
            case .loopList: .loopList(variable: try members.text("name"))
            case .concurrency: .concurrency
            case .tolerance: .tolerance
            case .attempts: .attempts
            case .host: .host
            case .user: .user
            case .location: .location
            case .input: .input
            case .inputFile: .inputFile
            case .outputFile: .outputFile
            case .environment: .environment(try members.text("name"))
            case .placeholder: .placeholder(try members.text("name"))
            case .option: .option(try members.text("name"))
            case .result: .result
            }
    }
}

extension JournalRecord.Decided {
    private enum Name: String {
        case branch
        case doneWhen = "done-when"
    }

    var members: [Member] {
        let written: [Member] =
            switch condition {
            case .branch(let number): [("condition", .string(Name.branch.rawValue)), ("branch", .number(number))]
            case .doneWhen: [("condition", .string(Name.doneWhen.rawValue))]
            }
        return [("step", .step(step))] + written + [("truth", .string(truth.rawValue))]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("condition")
        let condition: Condition =
            switch name {
            case .branch: .branch(try members.number("branch"))
            case .doneWhen: .doneWhen
            }
        self.init(step: try members.step("step"), condition: condition, truth: try members.choice("truth"))
    }
}

/// The types that need no more than their name.
private let plainTypes: [ValueType] = [.text, .number, .flag, .duration, .path, .host, .secret, .record, .any]

extension ValueType {
    /// `"number"`, `{"list":"text"}`, `{"choice":["main","events"]}`.
    var written: DataValue {
        switch self {
        case .list(let element): .members([("list", element.written)])
        case .choice(let words): .members([("choice", .strings(words))])
        case .text, .number, .flag, .duration, .path, .host, .secret, .record, .any: .string(name)
        }
    }

    init(written value: DataValue) throws(Members.Mismatch) {
        if let name = value.string {
            guard let type = plainTypes.first(where: { $0.name == name }) else { throw Members.Mismatch() }
            self = type
            return
        }
        let members = try Members(value)
        self =
            if members.object["list"] != nil {
                .list(try ValueType(written: members.member("list")))
            } else {
                .choice(try members.texts("choice"))
            }
    }
}
