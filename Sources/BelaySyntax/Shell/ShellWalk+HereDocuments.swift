import BelaySource

extension ShellWalk {
    /// `<<WORD`, `<<-WORD`, with any part of the word quoted. nil when no word follows, as in a shift.
    mutating func readHereDocument() -> HereDocument? {
        var offset = position + 2
        let dropsTabs = passage.byte(at: offset) == UInt8(ascii: "-")
        if dropsTabs { offset += 1 }
        while passage.byte(at: offset).isBlank { offset += 1 }
        var document = HereDocument(delimiter: [], start: position, dropsTabs: dropsTabs, isQuoted: false)
        var quote: UInt8?
        while offset < passage.range.upperBound, passage.lineEnd(at: offset) == nil {
            let byte = passage.bytes[offset]
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
        while position < passage.range.upperBound {
            if isEnd(of: document) {
                takeToEndOfLine(isReplaced: false)
                return
            }
            takeToEndOfLine(isReplaced: !document.isQuoted)
            if position < passage.range.upperBound { take(1) }
        }
        let span = passage.span(document.start, document.start + 2)
        let delimiter = String(decoding: document.delimiter, as: UTF8.self)
        diagnostics.append(.hereDocumentNotEnded(delimiter, at: span, isCurable: isCurableHere))
    }

    private func isEnd(of document: HereDocument) -> Bool {
        var start = position
        while document.dropsTabs, passage.byte(at: start) == UInt8(ascii: "\t") { start += 1 }
        let end = start + document.delimiter.count
        guard end <= passage.range.upperBound, passage.bytes[start..<end].elementsEqual(document.delimiter) else {
            return false
        }
        return end == passage.range.upperBound || passage.lineEnd(at: end) != nil
    }

    private mutating func takeToEndOfLine(isReplaced: Bool) {
        let context: CommandNameSyntax.Context =
            isReplaced ? .forbidden(ShellFrame.Forbidden.hereDocument.rawValue) : .singleQuoted
        while position < passage.range.upperBound, passage.bytes[position] != UInt8(ascii: "\n") {
            let byte = passage.bytes[position]
            if byte == UInt8(ascii: "$"), let (name, end) = readName(in: context) {
                text.name(name, from: position, to: end)
                take(end - position)
            } else if isReplaced, byte == UInt8(ascii: "\\"), passage.byte(at: position + 1) == UInt8(ascii: "$") {
                // The backslash that leaves a name to the shell is not passed on.
                if passage.byte(at: position + 2).isLetter || passage.byte(at: position + 2) == UInt8(ascii: "{") {
                    text.drop(position, position + 1)
                }
                take(2)
            } else {
                take(1)
            }
        }
    }
}
