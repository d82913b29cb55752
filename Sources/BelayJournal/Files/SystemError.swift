import Glibc

/// The system's error of a call: its number, and its words.
public struct SystemError: Error, Hashable, Sendable {
    public let number: Int32
    /// Belay's own words, where the system's would not say what is wrong.
    private let reason: String?

    /// - Parameter reason: in small letters and without a full stop.
    public init(_ number: Int32, _ reason: String? = nil) {
        self.number = number
        self.reason = reason
    }

    /// The error that the calling thread met last.
    static var last: SystemError { SystemError(errno) }

    /// In small letters and without a full stop, such as `no space left on device`.
    public var words: String {
        if let reason { return reason }
        guard let text = strerror(number) else { return "error \(number)" }
        let words = String(cString: text)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
