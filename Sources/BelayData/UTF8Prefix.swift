/// Finds where bytes stop being UTF-8.
enum UTF8Prefix {
    /// The number of bytes before the first that is not UTF-8; all of them if there is none.
    static func length(of bytes: some Collection<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var length = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): length += UTF8.width(scalar)
            case .emptyInput, .error: return length
            }
        }
    }
}
