import Glibc

/// What the system said to a call: an error's number, and its words.
public struct SystemError: Error, Hashable, Sendable {
    public let number: Int32

    public init(_ number: Int32) { self.number = number }

    /// The error that the calling thread met last.
    static var last: SystemError { SystemError(errno) }

    /// In small letters and without a full stop, such as `no space left on device`.
    public var words: String {
        guard let text = strerror(number) else { return "error \(number)" }
        let words = String(cString: text)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
