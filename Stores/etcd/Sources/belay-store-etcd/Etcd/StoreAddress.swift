import Foundation

/// Where the store is: `etcd://HOST:PORT,HOST:PORT/PREFIX`, over TLS with `etcds://` or with files,
/// `?ca=FILE&cert=FILE&key=FILE`.
struct StoreAddress: Sendable {
    /// The paths of files in PEM.
    struct Files: Hashable, Sendable {
        var ca: String?
        var cert: String?
        var key: String?
    }

    private static let form = "etcd://HOST:PORT,HOST:PORT/PREFIX"
    private static let usualPort = 2379

    /// Such as `https://10.0.0.1:2379`, one for each member, in the order in which they were written.
    var members: [String]
    var usesTLS: Bool
    /// What every key of the store begins with, such as `/belay/`.
    var prefix: String
    var files: Files
    /// The address without what is after `?`.
    var name: String

    init(_ text: String) throws(StoreFailure) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        name = String(parts[0])
        let schemes = ["etcd://": false, "etcds://": true]
        guard let (scheme, isSecure) = schemes.first(where: { text.hasPrefix($0.key) }) else {
            throw StoreFailure(.invalid, "expected an address such as \(Self.form), found `\(name)`")
        }
        files = try Self.files(in: parts.count > 1 ? parts[1] : "")
        usesTLS = isSecure || files != Files()
        let place = name.dropFirst(scheme.count)
        let hosts = place.prefix { $0 != "/" }
        let protocolName = usesTLS ? "https" : "http"
        var members: [String] = []
        for host in hosts.split(separator: ",", omittingEmptySubsequences: false) {
            members.append("\(protocolName)://\(try Self.member(host))")
        }
        self.members = members
        guard let path = place.dropFirst(hosts.count).removingPercentEncoding else {
            throw StoreFailure(.invalid, "a % in the prefix is written %25, found `\(place.dropFirst(hosts.count))`")
        }
        var prefix = Substring(path)
        while prefix.last == "/" { prefix.removeLast() }
        self.prefix = prefix + "/"
    }

    private static func member(_ text: Substring) throws(StoreFailure) -> String {
        guard !text.contains("@") else {
            throw StoreFailure(
                .invalid,
                "user and password are not part of the address: set BELAY_STORE_USER and BELAY_STORE_PASSWORD_FILE")
        }
        // An address of IPv6 is in brackets.
        let hostEnd = text.lastIndex(of: "]").map { text.index(after: $0) } ?? text.firstIndex(of: ":") ?? text.endIndex
        let (host, rest) = (text[..<hostEnd], text[hostEnd...])
        guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._[]:".contains($0)) })
        else { throw StoreFailure(.invalid, "expected HOST:PORT, found `\(text)` in the address of the store") }
        if rest.isEmpty { return "\(host):\(usualPort)" }
        guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65_535).contains(port) else {
            throw StoreFailure(.invalid, "expected a port from 1 to 65535, found `\(rest.dropFirst())` in `\(text)`")
        }
        return "\(host):\(port)"
    }

    private static func files(in query: Substring) throws(StoreFailure) -> Files {
        var files = Files()
        for pair in query.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, let path = words[1].removingPercentEncoding, !path.isEmpty else {
                throw StoreFailure(.invalid, "expected NAME=FILE after the `?` of the address, found `\(pair)`")
            }
            switch words[0] {
            case "ca": files.ca = path
            case "cert": files.cert = path
            case "key": files.key = path
            default:
                throw StoreFailure(
                    .invalid, "expected ca, cert or key after the `?` of the address, found `\(words[0])`")
            }
        }
        guard (files.cert == nil) == (files.key == nil) else {
            throw StoreFailure(.invalid, "cert and key of the address need each other")
        }
        return files
    }
}
