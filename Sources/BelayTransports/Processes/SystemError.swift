import Glibc

/// A system call that failed.
struct SystemError: Error, Hashable, CustomStringConvertible {
    /// The call, such as `pipe`.
    var call: String
    /// `errno`.
    var number: Int32

    /// Such as `pipe: Too many open files`.
    var description: String { "\(call): \(words)" }

    /// Something is short that others give back: descriptors, processes, memory.
    var isShortage: Bool { [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(number) }

    var words: String {
        var text = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Passes on what is not negative.
    static func check(_ call: String, _ answer: Int32) throws(SystemError) -> Int32 {
        guard answer >= 0 else { throw SystemError(call: call, number: -answer) }
        return answer
    }
}
