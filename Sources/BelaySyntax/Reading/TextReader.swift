import BelaySource

/// Takes a string apart: escapes resolved, names found.
///
/// escapes: `\n` `\t` `\"` `\\` `\$` `\u{1F600}`; in a block a `\` at the end of a line counts as a space
struct TextReader {
    private let slice: SourceSlice
    private let end: Int
    private let isRaw: Bool
    private let depth: Int
    private var position: Int
    private var parts: [TextPartSyntax] = []
    private var buffer: [UInt8] = []
    /// The start of the literal that is being gathered, and of the part of it that is not in `buffer` yet.
    private var literalStart: Int
    private var pendingStart: Int
    private(set) var diagnostics: [Diagnostic] = []

    init(_ slice: SourceSlice, from start: Int, to end: Int, isRaw: Bool, depth: Int = 0) {
        self.slice = slice
        self.end = min(end, slice.range.upperBound)
        self.isRaw = isRaw
        self.depth = depth
        position = start
        literalStart = start
        pendingStart = start
    }

    mutating func readParts() -> [TextPartSyntax] {
        if isRaw { position = end }
        while position < end {
            switch slice.bytes[position] {
            case UInt8(ascii: "\\"): readEscape()
            case UInt8(ascii: "$"): readDollar()
            default: position += 1
            }
        }
        position = end
        finishLiteral()
        return parts
    }

    private mutating func take(upTo position: Int) {
        buffer.append(contentsOf: slice.bytes[min(pendingStart, position)..<position])
        pendingStart = position
    }

    private mutating func finishLiteral() {
        take(upTo: position)
        guard !buffer.isEmpty else { return }
        let span = slice.span(literalStart, position)
        parts.append(.literal(LiteralSyntax(text: String(decoding: buffer, as: UTF8.self), span: span)))
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func readDollar() {
        let next = slice.byte(at: position + 1)
        guard next.isLetter || next == UInt8(ascii: "{") else {
            position += 1
            return
        }
        var reader = PathReader(slice, at: position, depth: depth)
        let variable = next.isLetter ? reader.readBareVariable() : reader.readBracedVariable()
        guard let variable, reader.position <= end else {
            let place = slice.span(position, min(position + 2, end))
            diagnostics.append(.interpolation(reader.failure?.expected ?? "`}`", at: place))
            position += 2
            return
        }
        finishLiteral()
        parts.append(.variable(variable))
        position = reader.position
        literalStart = position
        pendingStart = position
    }

    private mutating func readEscape() {
        let start = position
        take(upTo: start)
        let next = position + 1 < end ? slice.byte(at: start + 1) : 0
        position = min(start + 2, end)
        switch next {
        case UInt8(ascii: "n"): buffer.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): buffer.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): buffer.append(next)
        case UInt8(ascii: "\n"): buffer.append(UInt8(ascii: " "))
        case UInt8(ascii: "u"): readScalar(from: start)
        default:
            while position < end, slice.bytes[position] & 0xC0 == 0x80 { position += 1 }
            let escape = slice.text(start, position)
            diagnostics.append(.escape(escape, at: slice.span(start, position)))
        }
        pendingStart = position
    }

    /// `\u{1F600}`
    private mutating func readScalar(from start: Int) {
        var digits = ""
        if position < end, slice.byte(at: position) == UInt8(ascii: "{") {
            position += 1
            while position < end, digits.count < 8, Character(Unicode.Scalar(slice.bytes[position])).isHexDigit {
                digits.unicodeScalars.append(Unicode.Scalar(slice.bytes[position]))
                position += 1
            }
            if position < end, slice.byte(at: position) == UInt8(ascii: "}"),
                let number = UInt32(digits, radix: 16), number > 0, let scalar = Unicode.Scalar(number)
            {
                position += 1
                buffer.append(contentsOf: String(scalar).utf8)
                return
            }
        }
        diagnostics.append(.escape(slice.text(start, position), at: slice.span(start, position)))
    }
}
