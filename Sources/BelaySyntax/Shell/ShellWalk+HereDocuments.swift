import BelaySource

extension ShellWalk {
    /// `<<WORD`, `<<-WORD`, with any part of the word quoted. nil when no word follows, as in a shift.
    mutating func readHereDocument() -> HereDocument? {
        var offset = position + 2
        let dropsTabs = slice.byte(at: offset) == UInt8(ascii: "-")
        if dropsTabs { offset += 1 }
        while slice.byte(at: offset).isBlank { offset += 1 }
        var document = HereDocument(delimiter: [], start: position, dropsTabs: dropsTabs, isQuoted: false)
        var quote: UInt8?
        while offset < slice.range.upperBound, slice.lineEnd(at: offset) == nil {
            let byte = slice.bytes[offset]
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                document.isQuoted = true
            } else if quote == nil, byte == UInt8(ascii: "\\") {
                document.isQuoted = true
            } else if quote != nil || byte.isNameByte || (byte.isWordByte && !document.delimiter.isEmpty) {
                document.delimiter.append(byte)
            } else {
                break
            }
            offset += 1
        }
        guard let first = document.delimiter.first, document.isQuoted || !first.isDigit else { return nil }
        position = offset
        return document
    }

    /// Takes the bodies of the here-documents that the line before has begun.
    mutating func takeHereDocuments() {
        let documents = hereDocuments
        hereDocuments = []
        for document in documents where !isFinished { takeBody(of: document) }
    }

    private mutating func takeBody(of document: HereDocument) {
        while position < slice.range.upperBound {
            if isEnd(of: document) {
                takeToEndOfLine(isReplaced: false)
                return
            }
            takeToEndOfLine(isReplaced: !document.isQuoted)
            if position < slice.range.upperBound { take(1) }
        }
        let span = slice.span(document.start, document.start + 2)
        let delimiter = String(decoding: document.delimiter, as: UTF8.self)
        diagnostics.append(.hereDocumentNotEnded(delimiter, at: span, isCurable: isCurableHere))
    }

    private func isEnd(of document: HereDocument) -> Bool {
        var start = position
        while document.dropsTabs, slice.byte(at: start) == UInt8(ascii: "\t") { start += 1 }
        let end = start + document.delimiter.count
        guard end <= slice.range.upperBound, slice.bytes[start..<end].elementsEqual(document.delimiter) else {
            return false
        }
        return end == slice.range.upperBound || slice.lineEnd(at: end) != nil
    }

    private mutating func takeToEndOfLine(isReplaced: Bool) {
        let context: CommandNameSyntax.Context =
            isReplaced ? .forbidden(ShellFrame.Forbidden.hereDocument.rawValue) : .singleQuoted
        while position < slice.range.upperBound, slice.bytes[position] != UInt8(ascii: "\n") {
            let byte = slice.bytes[position]
            if byte == UInt8(ascii: "$"), let (name, end) = readName(in: context) {
                text.name(name, from: position, to: end)
                take(end - position)
            } else if isReplaced, byte == UInt8(ascii: "\\"), slice.byte(at: position + 1) == UInt8(ascii: "$") {
                // The backslash that leaves a name to the shell is not passed on.
                if slice.byte(at: position + 2).isLetter || slice.byte(at: position + 2) == UInt8(ascii: "{") {
                    text.drop(position, position + 1)
                }
                take(2)
            } else {
                take(1)
            }
        }
    }
}
