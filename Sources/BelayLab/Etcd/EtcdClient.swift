import BelayData
import Glibc

/// Asks one etcd over HTTP, a connection a question.
struct EtcdClient {
    let address: String
    let port: UInt16
    /// The time that an answer may take, in seconds.
    var patience = 5

    init(address: String, port: UInt16) {
        self.address = address
        self.port = port
    }

    init(_ instance: Instance, _ cluster: EtcdCluster) {
        self.init(address: instance.address, port: cluster.clientPort)
    }

    /// True if anything takes connections there.
    var connects: Bool {
        guard let connection = connect() else { return false }
        close(connection)
        return true
    }

    /// It has a leader and takes writes. Read as JSON, since not all versions write the same spaces.
    var isHealthy: Bool { self.get("/health")?["health"]?.string == "true" }

    /// Sets a key, as the API server would: it counts only once a majority has it.
    /// - Returns: whether etcd said so.
    func set(_ key: String, to value: String) -> Bool {
        ask("PUT", "/v2/keys\(key)", form: "value=" + Self.encoded(value))?.status.hasPrefix("20") == true
    }

    /// Takes out the member at this address, at which others talk to it. It may never have started.
    /// - Returns: whether etcd has done it.
    func removeMember(at peer: String) -> Bool {
        let members = get("/v2/members")?["members"]?.array ?? []
        let one = members.first { $0["peerURLs"]?[0]?.string == peer }
        guard let id = one?["id"]?.string else { return false }
        return ask("DELETE", "/v2/members/\(id)")?.status.hasPrefix("20") == true
    }

    /// Its answer to a question, as JSON; nil if it does not answer.
    func get(_ path: String) -> DataValue? {
        guard let answer = ask("GET", path), answer.status == "200" else { return nil }
        return try? DataValue(parsing: answer.body)
    }

    /// The cluster that it belongs to.
    var clusterId: String? { ask("GET", "/v2/keys/")?.heading("x-etcd-cluster-id") }

    /// Changes whenever it starts.
    var startTime: String? { self.get("/v2/stats/self")?["startTime"]?.string }

    struct Answer {
        var headings: [Substring]
        var body: String

        init?(_ text: String) {
            guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
            headings = text[..<end.lowerBound].split(separator: "\r\n")
            body = String(text[end.upperBound...])
            if heading("transfer-encoding") == "chunked" { body = Self.joined(body[...]) }
        }

        var status: String { headings.first.map { String($0.split(separator: " ").dropFirst().first ?? "") } ?? "" }

        func heading(_ name: String) -> String? {
            let line = headings.first { $0.lowercased().hasPrefix(name + ":") }
            return line.map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
        }

        /// The pieces of a body that was sent in pieces. Lengths are in bytes.
        private static func joined(_ text: Substring) -> String {
            var rest = Array(text.utf8)[...]
            var whole: [UInt8] = []
            while let end = rest.firstIndex(of: UInt8(ascii: "\r")) {
                let length = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) ?? 0
                rest = rest[end...].dropFirst(2)
                if length == 0 { break }
                whole += rest.prefix(length)
                rest = rest.dropFirst(length + 2)
            }
            return String(decoding: whole, as: UTF8.self)
        }
    }

    /// Nil when there was no whole answer.
    private func ask(_ method: String, _ path: String, form: String = "") -> Answer? {
        guard let connection = connect() else { return nil }
        defer { close(connection) }
        let heading = [
            "\(method) \(path) HTTP/1.1", "Host: \(address):\(port)", "Connection: close",
            "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(form.utf8.count)",
        ]
        let question = heading.joined(separator: "\r\n") + "\r\n\r\n" + form
        guard Files.write(question, to: connection) else { return nil }
        return (try? Files.read(to: connection, named: "the answer")).flatMap(Answer.init)
    }

    private func connect() -> Int32? {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { return nil }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        let status = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if status == 0 { return connection }
        close(connection)
        return nil
    }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var encoded = String.UnicodeScalarView()
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || (48...57).contains(byte) {
                encoded.append(scalar)
            } else {
                encoded.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(encoded)
    }
}
