import BelaySource

/// Gathers the parts of shell text while it is walked: literals and names in order.
struct ShellTextGatherer {
    private let slice: SourceSlice
    let isGathering: Bool
    private(set) var parts: [CommandPartSyntax] = []
    private var buffer: [UInt8] = []
    /// The start of the literal that is being gathered, and of the part of it that is not in `buffer` yet.
    private var literalStart: Int
    private var pendingStart: Int
    /// The length of the buffer before the line continuations at its end, which do not count if the text ends there.
    private var countBeforeContinuations = 0

    init(_ slice: SourceSlice, isGathering: Bool) {
        self.slice = slice
        self.isGathering = isGathering
        literalStart = slice.range.lowerBound
        pendingStart = literalStart
    }

    /// Leaves bytes out.
    mutating func drop(_ start: Int, _ end: Int) {
        guard isGathering else { return }
        take(upTo: start)
        pendingStart = end
    }

    /// A `\` and a line end, which count as one space.
    mutating func lineContinuation(afterText textEnd: Int, from start: Int, to end: Int) {
        guard isGathering else { return }
        if textEnd > pendingStart {
            take(upTo: textEnd)
            countBeforeContinuations = buffer.count
        }
        take(upTo: start)
        buffer.append(UInt8(ascii: " "))
        pendingStart = end
    }

    mutating func name(_ name: CommandNameSyntax, from start: Int, to end: Int) {
        guard isGathering else { return }
        take(upTo: start)
        finishLiteral(at: start)
        parts.append(.name(name))
        literalStart = end
        pendingStart = end
    }

    mutating func finish(at end: Int) {
        guard isGathering else { return }
        if end > pendingStart {
            take(upTo: end)
        } else if end < pendingStart {
            buffer.removeSubrange(min(countBeforeContinuations, buffer.count)...)
        }
        finishLiteral(at: end)
    }

    private mutating func take(upTo position: Int) {
        guard position > pendingStart else { return }
        buffer.append(contentsOf: slice.bytes[pendingStart..<position])
        pendingStart = position
    }

    private mutating func finishLiteral(at end: Int) {
        countBeforeContinuations = 0
        guard !buffer.isEmpty else { return }
        let text = String(decoding: buffer, as: UTF8.self)
        parts.append(.literal(LiteralSyntax(text: text, span: slice.span(literalStart, max(end, literalStart)))))
        buffer.removeAll(keepingCapacity: true)
    }
}
