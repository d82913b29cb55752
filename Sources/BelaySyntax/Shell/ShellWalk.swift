import BelaySource

/// Follows shell text through its quotes and brackets: finds the end of a command on a line, and every name that may be
/// Belay's, with the quoting around it.
///
/// The lexer walks to find the end, the parser walks again to gather the parts. The walk knows quoting and nesting, not
/// the shell's grammar: a `)` of a `case` pattern inside `$( )` ends it too early, and `'''` blocks are the way around
/// that.
struct ShellWalk {
    enum Ends {
        /// A line: at its end, at a comment, or at a bracket that it did not open.
        case atEndOfLine(orBrace: Bool, orParenthesis: Bool)
        /// A script: at the end of the block, which is not closed yet if it is open.
        case atEndOfBlock(isOpen: Bool)
    }

    let slice: SourceSlice
    let isLine: Bool
    let endsAtBrace: Bool
    let endsAtParenthesis: Bool
    /// More text after the slice would belong to it.
    let mayContinue: Bool
    var position: Int
    /// The position after the last byte that is not a space, a line continuation or a comment.
    var textEnd: Int
    var frames: [ShellFrame] = []
    var hereDocuments: [HereDocument] = []
    var text: ShellTextGatherer
    /// The text as the shell reads it, if that is known.
    let shape: ShellShape?
    var diagnostics: [Diagnostic] = []
    /// Set where a line ends before its line end.
    var isFinished = false

    init(_ slice: SourceSlice, ends: Ends, isGathering: Bool = false, shape: ShellShape? = nil) {
        self.slice = slice
        self.shape = shape
        position = slice.range.lowerBound
        textEnd = position
        text = ShellTextGatherer(slice, isGathering: isGathering)
        switch ends {
        case .atEndOfLine(let orBrace, let orParenthesis):
            isLine = true
            endsAtBrace = orBrace
            endsAtParenthesis = orParenthesis
            mayContinue = true
        case .atEndOfBlock(let isOpen):
            isLine = false
            endsAtBrace = false
            endsAtParenthesis = false
            mayContinue = isOpen
        }
    }

    mutating func run() {
        while position < slice.range.upperBound, !isFinished {
            step()
        }
        // Those of the last line.
        if !isFinished { takeHereDocuments() }
        reportOpenFrames()
        text.finish(at: textEnd)
    }

    private mutating func step() {
        switch frames.last?.kind {
        case nil, .parenthesis, .brace, .substitution, .backquote: stepUnquoted()
        case .doubleQuote: stepDoubleQuoted()
        case .expansion: stepExpansion()
        case .arithmetic, .arithmeticParenthesis: stepArithmetic()
        }
    }

    /// More text could close what is open here.
    var isCurableHere: Bool { mayContinue && position == slice.range.upperBound }

    var forbidden: ShellFrame.Forbidden? { frames.last?.forbidden }

    mutating func take(_ count: Int) {
        position = min(position + count, slice.range.upperBound)
        textEnd = position
    }

    /// Takes the letters, digits and other bytes of words that do not matter to the shell's quoting.
    mutating func takeWordBytes() {
        position = slice.endOfWordBytes(from: position + 1)
        textEnd = position
    }

    mutating func push(_ kind: ShellFrame.Kind, length: Int, forbidden: ShellFrame.Forbidden? = nil) {
        guard frames.count < SyntaxLimits.nesting else {
            diagnostics.append(.nesting(at: slice.span(position, position + length)))
            return giveUp()
        }
        frames.append(ShellFrame(kind: kind, start: position, forbidden: forbidden ?? self.forbidden))
        take(length)
    }

    /// Goes to the end of the line or the passage: what is open cannot be followed any more.
    private mutating func giveUp() {
        while position < slice.range.upperBound, !isLine || slice.lineEnd(at: position) == nil { position += 1 }
        textEnd = position
        isFinished = true
    }

    mutating func pop(length: Int) {
        frames.removeLast()
        take(length)
    }

    /// A line end: of the line, or of one line of a script. True when the walk is at its end.
    mutating func takeLineEnd(_ next: Int) {
        if isLine {
            isFinished = true
            return
        }
        position = next
        textEnd = next
    }
}
