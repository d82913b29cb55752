import Foundation

/// A line for Belay: the members that are there, one JSON object.
struct StoreAnswer: Encodable, Sendable {
    /// A key and what it holds. Without a value it was deleted, is not there, or was listed by its key only.
    struct Entry: Encodable, Sendable {
        var key: String
        var value: String?
        var revision: Int
    }

    var id: Int?
    var value: String?
    var revision: Int?
    var entries: [Entry]?
    var more: Bool?
    var conflict: [Entry]?
    var watching: Int?
    var events: [Entry]?
    var error: String?
    var kind: String?
    /// Of the first line only.
    var `protocol`: Int?
    var store: String?
    var name: String?

    init() {}

    init(_ failure: StoreFailure) {
        error = failure.words
        kind = failure.kind.rawValue
    }

    /// The line, with its newline.
    var line: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var line = try? encoder.encode(self) else {
            preconditionFailure("texts and numbers can be written as JSON")
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
