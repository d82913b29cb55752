public import BelaySource

/// One element of a phrase: what a placeholder takes.
public indirect enum ElementSyntax: Hashable, Sendable {
    case word(WordSyntax)
    case variable(VariableSyntax)
    case text(TextSyntax)
    case list(ListSyntax)
    case comprehension(ComprehensionSyntax)
    case parenthesized(ParenthesizedSyntax)

    public var span: Span {
        switch self {
        case .word(let node): node.span
        case .variable(let node): node.span
        case .text(let node): node.span
        case .list(let node): node.span
        case .comprehension(let node): node.span
        case .parenthesized(let node): node.span
        }
    }
}

/// `main`, `/etc/kubernetes`, `master-$zone2`: letters, digits and `_ - . / : @ % + ~ * ^` with names inside.
public struct WordSyntax: Hashable, Sendable {
    public var parts: [TextPartSyntax]
    public var span: Span

    public init(parts: [TextPartSyntax], span: Span) {
        self.parts = parts
        self.span = span
    }

    /// The word's letters if it has no names.
    public var literal: String? {
        guard parts.count == 1, case .literal(let piece) = parts[0] else { return nil }
        return piece.text
    }
}

/// `"text with $name"`, `'raw text'`, and the blocks `"""` and `'''`, escapes resolved, indentation dropped.
public struct TextSyntax: Hashable, Sendable {
    public enum Style: Hashable, Sendable {
        case interpolated
        case raw
        case interpolatedBlock
        case rawBlock
    }

    public var style: Style
    public var parts: [TextPartSyntax]
    public var span: Span

    public init(style: Style, parts: [TextPartSyntax], span: Span) {
        self.style = style
        self.parts = parts
        self.span = span
    }

    /// The string if it has no names; empty if it has no parts.
    public var literal: String? {
        var text = ""
        for part in parts {
            guard case .literal(let piece) = part else { return nil }
            text += piece.text
        }
        return text
    }
}

public enum TextPartSyntax: Hashable, Sendable {
    case literal(LiteralSyntax)
    case variable(VariableSyntax)
}

public struct LiteralSyntax: Hashable, Sendable {
    public var text: String
    public var span: Span

    public init(text: String, span: Span) {
        self.text = text
        self.span = span
    }
}

/// `$name`, `$name.field[0]`, `${name.field}`, `$list[name=main]`.
public struct VariableSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var accessors: [AccessorSyntax]
    public var span: Span

    public init(name: NameSyntax, accessors: [AccessorSyntax], span: Span) {
        self.name = name
        self.accessors = accessors
        self.span = span
    }
}

/// One step inside a value.
public struct AccessorSyntax: Hashable, Sendable {
    public indirect enum Kind: Hashable, Sendable {
        /// `.name`
        case field(String)
        /// `[0]`
        case index(Int)
        /// `["a.b"]` or `[$key]`: a field named by a string, or an element by a number.
        case key(ElementSyntax)
        /// `[name=main]`: the element whose field has this value.
        case selection(NameSyntax, ElementSyntax)
    }

    public var kind: Kind
    public var span: Span

    public init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `[a, b]`, or with all items named a record: `[name=b, zone=$zone2]`.
public struct ListSyntax: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public var name: NameSyntax?
        public var value: ElementSyntax

        public init(name: NameSyntax?, value: ElementSyntax) {
            self.name = name
            self.value = value
        }
    }

    public var items: [Item]
    public var span: Span

    public init(items: [Item], span: Span) {
        self.items = items
        self.span = span
    }
}

/// `( command )` or `( expression )`, and what is reached inside its value: `(? cmd).state`.
public struct ParenthesizedSyntax: Hashable, Sendable {
    public var content: ExpressionSyntax
    public var accessors: [AccessorSyntax]
    public var span: Span

    public init(content: ExpressionSyntax, accessors: [AccessorSyntax] = [], span: Span) {
        self.content = content
        self.accessors = accessors
        self.span = span
    }
}

/// A sequence of elements and then options: `backup etcd main on $master to=$folder`. Its meaning is found later.
public struct PhraseUseSyntax: Hashable, Sendable {
    public struct Option: Hashable, Sendable {
        public var name: NameSyntax
        public var value: ElementSyntax

        public init(name: NameSyntax, value: ElementSyntax) {
            self.name = name
            self.value = value
        }
    }

    public var elements: [ElementSyntax]
    public var options: [Option]
    public var span: Span

    public init(elements: [ElementSyntax], options: [Option], span: Span) {
        self.elements = elements
        self.options = options
        self.span = span
    }
}
