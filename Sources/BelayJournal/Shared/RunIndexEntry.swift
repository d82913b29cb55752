import BelayData
import BelayRuntime

/// What a list of runs knows of one: its first line, and its last when it has ended.
struct RunIndexEntry: Hashable, Sendable {
    /// Empty as long as the store has no line of it.
    var first: String
    var last: String?

    init(first: String, last: String?) { (self.first, self.last) = (first, last) }

    init?(written text: String) {
        guard let data = try? DataValue(parsing: text), let first = data["first"]?.string else { return nil }
        self.init(first: first, last: data["last"]?.string)
    }

    var written: String {
        var object = DataValue.Object()
        object["first"] = .string(first)
        object["last"] = last.map { .string($0) }
        return DataValue.object(object).text
    }

    var started: JournalEntry? { try? JournalLine.readUnchecked(Array(first.utf8)[...], number: 1) }

    var ended: JournalEntry? { last.flatMap { try? JournalLine.readUnchecked(Array($0.utf8)[...]) } }
}
