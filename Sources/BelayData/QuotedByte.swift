/// The byte at a place, as a message names it: a character in quotes, or its kind in words.
struct QuotedByte: CustomStringConvertible {
    let description: String

    init(_ bytes: [UInt8], at offset: Int) {
        guard offset < bytes.count else {
            description = "the end of the input"
            return
        }
        switch bytes[offset] {
        case 0x0A, 0x0D: description = "the end of the line"
        case 0x09: description = "a tab"
        case 0x20: description = "a space"
        case 0x22: description = "a double quote"
        case 0x00..<0x20, 0x7F: description = "a control character"
        default:
            let following = bytes[offset..<min(offset + 4, bytes.count)]
            guard let scalar = String(decoding: following, as: UTF8.self).unicodeScalars.first, scalar != "\u{FFFD}"
            else {
                description = "a byte that is not UTF-8"
                return
            }
            description = "\"\(scalar)\""
        }
    }
}
