import BelayData

extension ValueExpression {
    /// As it would be written, for plain values: constants, names, strings and lists of these. Anything that runs or
    /// computes something is `...`.
    public var source: String {
        switch kind {
        case .constant(let constant): constant.source
        case .variable(let variable): variable.accesses.isEmpty ? "$\(variable.name)" : "${\(variable.name)...}"
        case .text(let pieces): "\"" + pieces.map(\.source).joined() + "\""
        case .list(let items): "[" + items.map(\.source).joined(separator: ", ") + "]"
        case .record(let fields): "[" + fields.map { "\($0.name)=\($0.value.source)" }.joined(separator: ", ") + "]"
        case .status, .output, .holds, .gives, .conditional, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            "..."
        }
    }
}

extension Constant {
    fileprivate var source: String {
        switch self {
        case .text(let text): text.isOneWord ? text : "\"\(text.escaped)\""
        case .number(let number): number.text
        case .flag(let flag): flag ? "yes" : "no"
        case .duration(let duration): DurationLiteral.text(of: duration)
        case .time(let time): time.text
        case .none: "none"
        }
    }
}

extension TextPiece {
    fileprivate var source: String {
        switch self {
        case .literal(let text): text.escaped
        case .value(let value): value.source
        }
    }
}

extension String {
    fileprivate var isOneWord: Bool {
        !isEmpty && unicodeScalars.allSatisfy { "_-./:@%+~*^".unicodeScalars.contains($0) || $0.isPlain }
    }

    fileprivate var escaped: String {
        reduce("") { text, character in
            switch character {
            case "\n": text + "\\n"
            case "\t": text + "\\t"
            case "\"", "\\", "$": text + "\\\(character)"
            default: text + String(character)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPlain: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
