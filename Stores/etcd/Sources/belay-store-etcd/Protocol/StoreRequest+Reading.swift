import Foundation

/// A line that is no request.
struct UnreadableRequest: Error {
    /// `nil` where it could not be read either.
    var id: Int?
    var failure: StoreFailure
}

extension StoreRequest {
    private static let mostOperations = 128
    private static let notJSON = "the line is not a JSON object in UTF-8"

    /// Reads a line, without its newline.
    init(line: Data) throws(UnreadableRequest) {
        guard String(validating: line, as: UTF8.self) != nil else {
            throw UnreadableRequest(failure: StoreFailure(.invalid, Self.notJSON))
        }
        let written: WrittenRequest
        do {
            written = try JSONDecoder().decode(WrittenRequest.self, from: line)
        } catch {
            let id = try? JSONDecoder().decode(WrittenNumber.self, from: line).id
            throw UnreadableRequest(id: id, failure: StoreFailure(.invalid, Self.words(of: error)))
        }
        id = written.id
        do throws(StoreFailure) {
            operation = try Self.operation(of: written)
        } catch {
            throw UnreadableRequest(id: written.id, failure: error)
        }
    }

    private static func operation(of written: WrittenRequest) throws(StoreFailure) -> Operation {
        guard written.operations == 1 else {
            throw StoreFailure(
                .invalid, "expected one of read, list, change, watch and cancel, found \(written.operations)")
        }
        if let key = written.read { return .read(key: try known(key)) }
        if let prefix = written.list { return .list(try list(prefix, written)) }
        if let change = written.change { return .change(try checked(change, if: written.if ?? [])) }
        if let prefix = written.watch {
            guard case .revision(let after)? = written.after, after >= 0 else {
                throw StoreFailure(.invalid, "a watch needs the revision after which it begins: \"after\":0")
            }
            return .watch(prefix: prefix, after: after)
        }
        return .cancel(written.cancel ?? 0)
    }

    private static func list(_ prefix: String, _ written: WrittenRequest) throws(StoreFailure) -> List {
        var after: String?
        switch written.after {
        case .key(let key)?: after = key
        case .revision?: throw StoreFailure(.invalid, "`after` of a list is a key, found a number")
        case nil: break
        }
        if let limit = written.limit, limit < 1 {
            throw StoreFailure(.invalid, "`limit` is at least 1, found \(limit)")
        }
        return List(prefix: prefix, after: after, limit: written.limit, keysOnly: written.keys ?? false)
    }

    private static func checked(
        _ change: WrittenRequest.Change, if conditions: [Condition]
    ) throws(StoreFailure) -> Change {
        let change = Change(puts: change.put ?? [], deletions: change.delete ?? [], conditions: conditions)
        let number = max(change.puts.count + change.deletions.count, conditions.count)
        guard number <= mostOperations else {
            throw StoreFailure(.invalid, "a change has at most \(mostOperations) operations, found \(number)")
        }
        // By bytes: to Swift two spellings of a character are one.
        var keys: Set<[UInt8]> = []
        for key in change.puts.map(\.key) + change.deletions {
            guard keys.insert(Array(try known(key).utf8)).inserted else {
                throw StoreFailure(.invalid, "a change names each key once, found `\(key)` twice")
            }
        }
        for condition in conditions {
            _ = try known(condition.key)
            guard condition.revision >= 0 else {
                throw StoreFailure(.invalid, "a revision is 0 or more, found \(condition.revision)")
            }
        }
        return change
    }

    private static func known(_ key: String) throws(StoreFailure) -> String {
        guard !key.isEmpty else { throw StoreFailure(.invalid, "a key is not empty") }
        return key
    }

    private static func words(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\(place(context.codingPath + [key])) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(place(context.codingPath)) is of the wrong type"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(place(context.codingPath)) is not what the protocol has there"
        default: notJSON
        }
    }

    /// Such as `change.put[0].value`.
    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "the request" }
        let text = path.reduce("") { text, key in
            if let index = key.intValue { return text + "[\(index)]" }
            return text.isEmpty ? key.stringValue : text + "." + key.stringValue
        }
        return "`\(text)`"
    }
}

/// The members of a request as they are written. Others are left alone.
private struct WrittenRequest: Decodable {
    struct Change: Decodable {
        var put: [StoreRequest.Put]?
        var delete: [String]?
    }

    /// A key of a list, a revision of a watch.
    enum After: Decodable {
        case key(String)
        case revision(Int)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let key = try? value.decode(String.self) {
                self = .key(key)
            } else {
                self = .revision(try value.decode(Int.self))
            }
        }
    }

    var id: Int
    var read: String?
    var list: String?
    var after: After?
    var limit: Int?
    var keys: Bool?
    var change: Change?
    var `if`: [StoreRequest.Condition]?
    var watch: String?
    var cancel: Int?

    var operations: Int {
        [read != nil, list != nil, change != nil, watch != nil, cancel != nil].count { $0 }
    }
}

private struct WrittenNumber: Decodable {
    var id: Int
}
