/// A small file of the lab: a name and a value on each line.
struct Fields: Hashable, Sendable {
    private var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    init(text: String) {
        values = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
        }
    }

    var text: String { values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined() }

    var names: [String] { values.keys.sorted() }

    subscript(optional name: String) -> String? { values[name] }

    subscript(name: String) -> String {
        get throws(LabFailure) {
            guard let value = values[name] else { throw LabFailure("the field \(name) is missing") }
            return value
        }
    }

    func number(_ name: String) throws(LabFailure) -> Int {
        let text = try self[name]
        guard let number = Int(text) else { throw LabFailure("the field \(name) is not a number: \(text)") }
        return number
    }
}
