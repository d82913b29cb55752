import BelaySource

extension ShellWalk {
    /// The text after a `$` outside `'...'`.
    mutating func stepDollar(mayQuote: Bool) {
        switch slice.byte(at: position + 1) {
        case UInt8(ascii: "("):
            if slice.byte(at: position + 2) == UInt8(ascii: "(") {
                return push(.arithmetic, length: 3, forbidden: .arithmetic)
            }
            push(.substitution, length: 2)
        case UInt8(ascii: "{"): stepBraces()
        case UInt8(ascii: "'") where mayQuote: takeSingleQuotes(from: position + 2, isEscaping: true)
        case let byte where byte.isLetter:
            if !text.isGathering {
                position = slice.endOfName(from: position + 1)
                textEnd = position
            } else if let (name, end) = readName(in: context) {
                takeName(name, to: end)
            }
        case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "@"),
            UInt8(ascii: "*"), UInt8(ascii: "-"):
            take(2)
        default: take(1)
        }
    }

    /// `${`: Belay's, when a path and a `}` follow, or an expansion that only the shell can mean.
    private mutating func stepBraces() {
        let start = position
        guard let (name, end) = readName(in: context) else {
            return push(.expansion, length: 2, forbidden: .expansion)
        }
        if !name.isExpansion { return takeName(name, to: end) }
        push(.expansion, length: 2, forbidden: .expansion)
        guard !isFinished else { return }
        text.name(name, from: start, to: end)
        take(end - position)
    }

    private mutating func takeName(_ name: CommandNameSyntax, to end: Int) {
        text.name(name, from: position, to: end)
        take(end - position)
    }

    private var context: CommandNameSyntax.Context {
        if let forbidden { return .forbidden(forbidden.rawValue) }
        return frames.last?.kind == .doubleQuote ? .doubleQuoted : .unquoted
    }

    /// The name at a `$`, and the position after it: `$name`, `${name.field}`, or in `${x%y}` and `${#x}` the part up
    /// to the name's end. Nil if there is no name.
    func readName(in context: CommandNameSyntax.Context) -> (name: CommandNameSyntax, end: Int)? {
        let next = slice.byte(at: position + 1)
        var reader = PathReader(slice, at: position)
        if next.isLetter, let variable = reader.readBareVariable() {
            return name(variable, context, isExpansion: false, end: reader.position)
        }
        guard next == UInt8(ascii: "{") else { return nil }
        if let variable = reader.readBracedVariable() {
            return name(variable, context, isExpansion: false, end: reader.position)
        }
        let sign = slice.byte(at: position + 2)
        let isPrefixed = sign == UInt8(ascii: "#") || sign == UInt8(ascii: "!")
        reader = PathReader(slice, at: position + (isPrefixed ? 3 : 2))
        guard let expanded = reader.readName() else { return nil }
        let variable = VariableSyntax(
            name: expanded, accessors: [], span: slice.span(position, reader.position))
        return name(variable, context, isExpansion: true, end: reader.position)
    }

    private func name(
        _ variable: VariableSyntax, _ context: CommandNameSyntax.Context, isExpansion: Bool, end: Int
    ) -> (name: CommandNameSyntax, end: Int) {
        let source = text.isGathering ? slice.text(position, end) : ""
        let name = CommandNameSyntax(
            variable: variable, context: context, isExpansion: isExpansion,
            isInArgument: shape?.isArgument(at: position) ?? true, source: source)
        return (name, end)
    }
}
