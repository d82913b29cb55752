/// Which store is meant: a folder of this machine, or a program that speaks to the store.
public enum StoreAddress: Hashable, Sendable {
    /// Absolute.
    case folder(String)
    /// An address such as `etcd://127.0.0.1:2379/belay`, and what it begins with.
    case program(scheme: String, url: String)

    /// What the name of such a program begins with; what follows is the scheme.
    public static let programPrefix = "belay-store-"

    private static let filePrefix = "file://"

    /// - Parameter text: a folder from `/` on, `file:///FOLDER`, or `SCHEME://...`.
    public init(_ text: String) throws(StoreFailure) {
        let path = text.hasPrefix(Self.filePrefix) ? String(text.dropFirst(Self.filePrefix.count)) : text
        if path.hasPrefix("/") {
            var whole = path
            while whole.count > 1, whole.hasSuffix("/") { whole.removeLast() }
            self = .folder(whole)
            return
        }
        guard let colon = text.firstRange(of: "://"), Self.isScheme(text[..<colon.lowerBound]), path == text else {
            throw StoreFailure(
                .invalid,
                "`\(text)` is no store: it is a folder from / on, or an address such as etcd://10.0.0.5:2379/belay")
        }
        let authority = text[colon.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw StoreFailure(
                .invalid,
                "the address of the store has a user in it, which everybody would see: BELAY_STORE_USER and "
                    + "BELAY_STORE_PASSWORD_FILE say who asks")
        }
        self = .program(scheme: String(text[..<colon.lowerBound]), url: text)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
    }

    /// As people know it.
    public var name: String {
        switch self {
        case .folder(let path): path
        case .program(_, let url): url
        }
    }
}
