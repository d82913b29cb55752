import Glibc

/// Times of the calendar, in UTC.
enum Timestamp {
    /// - Parameter seconds: since 1970.
    /// - Parameter format: as `strftime` has it.
    static func text(of seconds: Int, format: String) -> String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var letters = [CChar](repeating: 0, count: 64)
        let count = strftime(&letters, letters.count, format, &parts)
        return String(decoding: letters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
