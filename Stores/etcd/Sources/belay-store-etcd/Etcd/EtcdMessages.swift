import Foundation

// What etcd's gateway is asked and answers. It writes bytes in base64 and 64-bit numbers as texts, and leaves out what is
// empty, zero or no.

struct EtcdNumber: Codable, Sendable {
    var value: Int

    init(_ value: Int) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), let value = Int(text) {
            self.value = value
        } else {
            value = try container.decode(Int.self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(value))
    }
}

struct EtcdHeader: Decodable, Sendable {
    var revision: EtcdNumber?
}

struct EtcdKeyValue: Decodable, Sendable {
    var key: Data
    var value: Data
    var revision: Int

    private enum Members: String, CodingKey {
        case key, value
        case revision = "mod_revision"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Members.self)
        key = try members.decode(Data.self, forKey: .key)
        value = try members.decodeIfPresent(Data.self, forKey: .value) ?? Data()
        revision = try members.decodeIfPresent(EtcdNumber.self, forKey: .revision)?.value ?? 0
    }
}

struct EtcdRange: Encodable, Sendable {
    var key: Data
    var rangeEnd: Data?
    var limit: EtcdNumber?
    var revision: EtcdNumber?
    var keysOnly: Bool?

    private enum CodingKeys: String, CodingKey {
        case key, limit, revision
        case rangeEnd = "range_end"
        case keysOnly = "keys_only"
    }
}

struct EtcdRangeAnswer: Decodable, Sendable {
    var header: EtcdHeader?
    var kvs: [EtcdKeyValue]?
    var more: Bool?
}

struct EtcdTransaction: Encodable, Sendable {
    struct Comparison: Encodable, Sendable {
        let result = "EQUAL"
        let target = "MOD"
        var key: Data
        var revision: EtcdNumber

        private enum CodingKeys: String, CodingKey {
            case result, target, key
            case revision = "mod_revision"
        }
    }

    struct Put: Encodable, Sendable {
        var key: Data
        var value: Data
    }

    struct Deletion: Encodable, Sendable {
        var key: Data
    }

    /// One of the three.
    struct Operation: Encodable, Sendable {
        var put: Put?
        var deletion: Deletion?
        var range: EtcdRange?

        private enum CodingKeys: String, CodingKey {
            case put = "request_put"
            case deletion = "request_delete_range"
            case range = "request_range"
        }
    }

    var compare: [Comparison]
    var success: [Operation]
    var failure: [Operation]
}

struct EtcdTransactionAnswer: Decodable, Sendable {
    struct Part: Decodable, Sendable {
        var range: EtcdRangeAnswer?

        private enum CodingKeys: String, CodingKey {
            case range = "response_range"
        }
    }

    var header: EtcdHeader?
    var succeeded: Bool?
    var responses: [Part]?
}

struct EtcdWatchRequest: Encodable, Sendable {
    struct Creation: Encodable, Sendable {
        var key: Data
        var rangeEnd: Data
        var startRevision: EtcdNumber
        /// It tells from time to time which revision it has come to.
        let progress = true

        private enum CodingKeys: String, CodingKey {
            case key
            case rangeEnd = "range_end"
            case startRevision = "start_revision"
            case progress = "progress_notify"
        }
    }

    var creation: Creation

    private enum CodingKeys: String, CodingKey {
        case creation = "create_request"
    }
}

/// One message of a watch's stream.
struct EtcdWatchMessage: Decodable, Sendable {
    struct Result: Decodable, Sendable {
        var header: EtcdHeader?
        var created: Bool?
        var canceled: Bool?
        var compactRevision: EtcdNumber?
        var cancelReason: String?
        var events: [Event]?

        private enum CodingKeys: String, CodingKey {
            case header, created, canceled, events
            case compactRevision = "compact_revision"
            case cancelReason = "cancel_reason"
        }
    }

    struct Event: Decodable, Sendable {
        /// `DELETE`, or nothing for a put.
        var type: String?
        var kv: EtcdKeyValue
    }

    var result: Result?
    var error: EtcdErrorMessage?
}

/// Of a whole answer, and of a stream.
struct EtcdErrorMessage: Decodable, Sendable {
    var error: String?
    var message: String?
    var code: Int?
    var streamCode: Int?

    private enum CodingKeys: String, CodingKey {
        case error, message, code
        case streamCode = "grpc_code"
    }
}

struct EtcdAuthentication: Encodable, Sendable {
    var name: String
    var password: String
}

struct EtcdToken: Decodable, Sendable {
    var token: String
}
