/// A request of Belay: one line, one JSON object.
struct StoreRequest: Sendable {
    enum Operation: Sendable {
        case read(key: String)
        case list(List)
        case change(Change)
        case watch(prefix: String, after: Int)
        case cancel(Int)
    }

    struct List: Sendable {
        var prefix: String
        var after: String?
        var limit: Int?
        /// Without values.
        var keysOnly: Bool
    }

    /// Several puts and deletions at once, if each of the keys has its revision.
    struct Change: Sendable {
        var puts: [Put]
        var deletions: [String]
        var conditions: [Condition]

        /// Nothing of the store becomes other by it.
        var isCheck: Bool { puts.isEmpty && deletions.isEmpty }
    }

    struct Put: Decodable, Sendable {
        var key: String
        var value: String
    }

    /// A revision of 0 stands for a key that is not there.
    struct Condition: Decodable, Sendable {
        var key: String
        var revision: Int
    }

    var id: Int
    var operation: Operation
}
