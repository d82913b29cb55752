import CBelaySystem
import Glibc

/// What the system said to a call that it refused: an error's number, and its words.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `errno`.
    public let number: Int32
    /// The call, such as `pipe`, where that says more than the sentence around it.
    private let call: String?
    /// Belay's own words, where the system's would not say what is wrong.
    private let reason: String?

    /// - Parameter reason: in small letters and without a full stop.
    public init(_ number: Int32, _ reason: String? = nil, in call: String? = nil) {
        self.number = number
        self.call = call
        self.reason = reason
    }

    /// The error that the calling thread met last.
    public static var last: SystemError { SystemError(errno) }

    /// In small letters and without a full stop, so that it can end a sentence: `no space left on device`. In English whatever
    /// the locale, since the sentence is.
    public var words: String {
        reason ?? text.withSmallInitial
    }

    /// As the C library has it, for what speaks like another program: `No space left on device`. In English.
    public var text: String { belay_error_words(number).map { String(cString: $0) } ?? "error \(number)" }

    /// Such as `pipe: too many open files`.
    public var description: String { call.map { "\($0): \(words)" } ?? words }

    /// Something is short that others give back: descriptors, processes, memory.
    public var isShortage: Bool { [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(number) }

    /// Passes on what is not negative; a negative answer is an error's number.
    public static func check(_ call: String, _ answer: Int32) throws(SystemError) -> Int32 {
        guard answer >= 0 else { throw SystemError(-answer, in: call) }
        return answer
    }
}

extension String {
    /// An abbreviation such as `RFS` keeps its letters.
    fileprivate var withSmallInitial: String {
        let second = dropFirst().first
        return second?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
    }
}

/// Calls again while a signal interrupts the call.
public func retryingInterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
