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
    fileprivate var members: [Member] {
        [("key", .string(kind.rawValue))] + optional("name", name)
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        let kind: Kind = try members.choice("key")
        let name = kind.isNamed ? try members.text("name") : nil
        guard let key = BindingKey(kind, name: name) else { throw Members.Mismatch() }
        self = key
    }
}

extension JournalRecord.Decided {
    private enum Name: String {
        case branch
        case doneWhen = "done-when"
        case until
    }

    var members: [Member] {
        let written: [Member] =
            switch condition {
            case .branch(let number): [("condition", .string(Name.branch.rawValue)), ("branch", .number(number))]
            case .doneWhen: [("condition", .string(Name.doneWhen.rawValue))]
            case .until: [("condition", .string(Name.until.rawValue))]
            }
        return [("step", .step(step))] + written + [("truth", .string(truth.rawValue))]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("condition")
        let condition: Condition =
            switch name {
            case .branch: .branch(try members.number("branch"))
            case .doneWhen: .doneWhen
            case .until: .until
            }
        self.init(step: try members.step("step"), condition: condition, truth: try members.choice("truth"))
    }
}

/// The types that need no more than their name.
private let plainTypes: [ValueType] = [.text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .any]

extension ValueType {
    /// `"number"`, `{"list":"text"}`, `{"choice":["main","events"]}`.
    var written: DataValue {
        switch self {
        case .list(let element): .members([("list", element.written)])
        case .choice(let words): .members([("choice", .strings(words))])
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .any: .string(name)
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
