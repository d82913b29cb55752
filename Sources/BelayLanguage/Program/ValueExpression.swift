public import BelayData
public import BelaySource
public import BelaySyntax

/// A value or a condition, resolved and typed.
public struct ValueExpression: Sendable {
    public indirect enum Kind: Sendable {
        case constant(Constant)
        case variable(Variable)
        /// Text with values inside: a word or a string of several parts.
        case text([TextPiece])
        case list([ValueExpression])
        case record([(name: String, value: ValueExpression)])
        /// A command's status as a condition: 0 is true, 1 and those it takes as no are false, anything else is unknown.
        case status(Command)
        /// A command's output, read as the type of this expression.
        case output(Command)
        /// The result of a condition probe.
        case holds(Call)
        /// The value of a phrase that gives.
        case gives(Call)
        case conditional(condition: ValueExpression, consequence: ValueExpression, alternative: ValueExpression)
        case not(ValueExpression)
        case infix(left: ValueExpression, operation: InfixOperator, right: ValueExpression)
        case unary(UnaryOperator, ValueExpression)
        /// So many of the first or the last elements of a list, or all others.
        case part(PartOperator, amount: ValueExpression, list: ValueExpression)
        /// The elements in order, by what is reached in each of them.
        case sorted(ValueExpression, by: [Variable.Access], isDescending: Bool)
        case comprehension(Comprehension)
        /// What is inside the value of another expression.
        case reached(ValueExpression, [Variable.Access])
        case replacing(subject: ValueExpression, pattern: ValueExpression, replacement: ValueExpression)
        /// A value out of a text, or a text out of a value.
        case converted(ValueExpression, Conversion)
    }

    public var kind: Kind
    public var type: ValueType
    public var span: Span

    public init(_ kind: Kind, type: ValueType, span: Span) {
        self.kind = kind
        self.type = type
        self.span = span
    }
}

public enum Constant: Hashable, Sendable {
    case text(String)
    case number(Number)
    case flag(Bool)
    case duration(Duration)
    case time(Moment)
    case none
}

public enum TextPiece: Sendable {
    case literal(String)
    case value(ValueExpression)
}

/// A use of a name, with its fields and indexes.
public struct Variable: Sendable {
    public enum Reference: Hashable, Sendable {
        /// A slot of the running definition's frame, or of the body's.
        case local(Int)
        /// A slot of the globals.
        case global(Int)
        /// `$run`: a record of `id`, `started` and `now`.
        case run
        /// `$failure` in a handler: a record of `message step command status output kind`.
        case failure
    }

    public indirect enum Access: Sendable {
        case field(String)
        case index(Int)
        /// A field named by a string, or an element by a number, known when it is reached.
        case key(ValueExpression)
        /// The element whose field is this value.
        case selection(field: String, value: ValueExpression)
    }

    public var name: String
    public var reference: Reference
    public var accesses: [Access]

    public init(name: String, reference: Reference, accesses: [Access]) {
        self.name = name
        self.reference = reference
        self.accesses = accesses
    }
}

/// A command line or script, with the places where values go.
public struct Command: Sendable {
    public enum Piece: Sendable {
        case literal(String)
        case value(Insertion)
    }

    /// A value in shell text.
    public struct Insertion: Sendable {
        public enum Quoting: Hashable, Sendable {
            /// One shell word, or for a list one word per element.
            case word
            /// Escaped for the inside of `"..."`.
            case doubleQuoted
        }

        public var value: ValueExpression
        public var quoting: Quoting
        /// It is the beginning of an argument: one that begins with `-` would be read as an option.
        public var beginsArgument: Bool
        /// It is the whole of its shell word.
        public var isWholeWord: Bool
        /// A word `--` comes before it in the same simple command.
        public var isAfterDoubleDash: Bool
        /// As written, such as `${which.port}`, to show while the value is not known.
        public var source: String

        public init(
            value: ValueExpression, quoting: Quoting, beginsArgument: Bool, isWholeWord: Bool,
            isAfterDoubleDash: Bool, source: String
        ) {
            self.value = value
            self.quoting = quoting
            self.beginsArgument = beginsArgument
            self.isWholeWord = isWholeWord
            self.isAfterDoubleDash = isAfterDoubleDash
            self.source = source
        }

        /// A list becomes one word per element: if the runbook says that it is a list, and nothing else is in the word.
        public var isSeveralWords: Bool {
            guard isWholeWord, quoting == .word, case .list = value.type else { return false }
            return true
        }
    }

    public var sign: CommandSign
    public var pieces: [Piece]
    public var style: CommandSyntax.Style
    /// It has an unquoted `|`: only `pipefail` makes its status meaningful.
    public var isPipeline: Bool
    /// As a condition: the statuses that are a no, 1 and those after `taking`.
    public var statusesOfNo: Set<Int> = [1]
    public var span: Span

    public init(sign: CommandSign, pieces: [Piece], style: CommandSyntax.Style, isPipeline: Bool, span: Span) {
        self.sign = sign
        self.pieces = pieces
        self.style = style
        self.isPipeline = isPipeline
        self.span = span
    }
}
