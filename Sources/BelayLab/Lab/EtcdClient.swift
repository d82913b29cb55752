import Glibc

/// Asks one etcd over HTTP, a connection a question.
struct EtcdClient {
    let address: String
    let port: UInt16

    /// Whether anything takes connections there.
    var connects: Bool {
        guard let connection = connect() else { return false }
        close(connection)
        return true
    }

    var isHealthy: Bool { ask("GET", "/health")?.contains("\"health\":\"true\"") == true }

    func set(_ key: String, to value: String) throws(LabFailure) {
        let answer = ask("PUT", "/v2/keys\(key)", form: "value=" + Self.encoded(value))
        guard let answer, answer.hasPrefix("HTTP/1.1 20") else {
            throw LabFailure("etcd at \(address):\(port) did not take the key \(key): \(answer ?? "no answer")")
        }
    }

    /// The whole answer, heading included; nil when there was none.
    private func ask(_ method: String, _ path: String, form: String = "") -> String? {
        guard let connection = connect() else { return nil }
        defer { close(connection) }
        let heading = [
            "\(method) \(path) HTTP/1.1", "Host: \(address):\(port)", "Connection: close",
            "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(form.utf8.count)",
        ]
        let question = heading.joined(separator: "\r\n") + "\r\n\r\n" + form
        guard Files.write(question, to: connection) else { return nil }
        return try? Files.read(to: connection, named: "the answer")
    }

    private func connect() -> Int32? {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { return nil }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
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
