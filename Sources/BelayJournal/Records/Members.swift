import BelayData
import BelayRuntime
import BelaySource

/// The members of a record's object, read by name. What is missing or of another shape throws.
struct Members {
    struct Mismatch: Error {}

    let object: DataValue.Object

    init(_ json: DataValue) throws(Mismatch) {
        guard let object = json.object else { throw Mismatch() }
        self.object = object
    }

    func member(_ name: String) throws(Mismatch) -> DataValue {
        guard let value = object[name] else { throw Mismatch() }
        return value
    }

    func text(_ name: String) throws(Mismatch) -> String { try wanted(member(name).string) }

    func textIfPresent(_ name: String) throws(Mismatch) -> String? {
        guard let value = object[name] else { return nil }
        return try wanted(value.string)
    }

    /// No when the member is absent.
    func flag(_ name: String) throws(Mismatch) -> Bool {
        guard let value = object[name] else { return false }
        guard case .bool(let flag) = value else { throw Mismatch() }
        return flag
    }

    func number(_ name: String) throws(Mismatch) -> Int { try wanted(member(name).int) }

    func numberIfPresent(_ name: String) throws(Mismatch) -> Int? { object[name] == nil ? nil : try number(name) }

    func texts(_ name: String) throws(Mismatch) -> [String] {
        try Self.texts(in: member(name))
    }

    static func texts(in array: DataValue) throws(Mismatch) -> [String] {
        guard let elements = array.array else { throw Mismatch() }
        let texts = elements.compactMap(\.string)
        guard texts.count == elements.count else { throw Mismatch() }
        return texts
    }

    func elements(_ name: String) throws(Mismatch) -> [DataValue] { try wanted(member(name).array) }

    /// None when the member is absent.
    func elementsIfPresent(_ name: String) throws(Mismatch) -> [DataValue] {
        object[name] == nil ? [] : try elements(name)
    }

    func members(_ name: String) throws(Mismatch) -> Members { try Members(member(name)) }

    /// One of an enumeration's names.
    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(Mismatch) -> Choice {
        try wanted(Choice(rawValue: text(name)))
    }

    func choiceIfPresent<Choice: RawRepresentable<String>>(_ name: String) throws(Mismatch) -> Choice? {
        object[name] == nil ? nil : try choice(name)
    }

    func stepIfPresent(_ name: String) throws(Mismatch) -> StepPath? { object[name] == nil ? nil : try step(name) }

    /// None when the member is absent.
    func steps(_ name: String) throws(Mismatch) -> [StepPath] {
        guard object[name] != nil else { return [] }
        var steps: [StepPath] = []
        for text in try texts(name) { steps.append(try wanted(StepPath(written: text))) }
        return steps
    }

    func sealIfPresent(_ name: String) throws(Mismatch) -> SecretSeal? {
        guard let text = try textIfPresent(name) else { return nil }
        return try wanted(SecretSeal(written: text))
    }

    /// By the names of what they seal; none when the member is absent.
    func seals(_ name: String) throws(Mismatch) -> [String: SecretSeal] {
        guard let value = object[name] else { return [:] }
        var seals: [String: SecretSeal] = [:]
        for member in try wanted(value.object).members {
            seals[member.key] = try wanted(member.value.string.flatMap { SecretSeal(written: $0) })
        }
        return seals
    }

    func timestamp(_ name: String) throws(Mismatch) -> Timestamp { try wanted(Timestamp(text(name))) }

    func span(_ name: String) throws(Mismatch) -> Span {
        let parts = try elements(name).compactMap(\.int)
        guard parts.count == 3 else { throw Mismatch() }
        return Span(file: FileNumber(parts[0]), start: parts[1], end: parts[2])
    }

    func step(_ name: String) throws(Mismatch) -> StepPath { try wanted(StepPath(written: text(name))) }

    func duration(_ name: String) throws(Mismatch) -> Duration {
        try wanted(member(name).number.flatMap { Duration(writtenSeconds: $0.text) })
    }

    private func wanted<Wanted>(_ value: Wanted?) throws(Mismatch) -> Wanted {
        guard let value else { throw Mismatch() }
        return value
    }
}
