import BelaySource

/// Reads the fields and indexes after a name: `.field`, `[0]`, `["a.b"]`, `[name=main]`.
///
///     path  = name { "." name | index } ;
///     index = "[" ( number | text | variable | name "=" ( word | variable | text ) ) "]" ;
struct PathReader {
    let slice: SourceSlice
    var position: Int
    /// The number of indexes around this one.
    var depth = 0
    /// The reason why a read returned nil.
    private(set) var failure: Failure?

    struct Failure: Equatable {
        var position: Int
        var expected: String
    }

    init(_ slice: SourceSlice, at position: Int, depth: Int = 0) {
        self.slice = slice
        self.position = position
        self.depth = depth
    }

    mutating func readName() -> NameSyntax? {
        guard slice.byte(at: position).isLetter else { return fail("a name") }
        let start = position
        position = slice.endOfName(from: start)
        return NameSyntax(text: slice.text(start, position), span: slice.span(start, position))
    }

    /// `$name` with its fields and indexes.
    mutating func readVariable() -> VariableSyntax? {
        let start = position
        position += 1
        guard let name = readName(), let accessors = readAccessors() else { return nil }
        return VariableSyntax(name: name, accessors: accessors, span: slice.span(start, position))
    }

    /// `${path}`
    mutating func readBracedVariable() -> VariableSyntax? {
        let start = position
        position += 2
        guard let name = readName(), let accessors = readAccessors() else { return nil }
        guard accept("}") else { return fail("`}`") }
        return VariableSyntax(name: name, accessors: accessors, span: slice.span(start, position))
    }

    /// `$name` alone, as in a longer word, a string or a command.
    mutating func readBareVariable() -> VariableSyntax? {
        let start = position
        position += 1
        guard let name = readName() else { return nil }
        return VariableSyntax(name: name, accessors: [], span: slice.span(start, position))
    }

    /// All that follows a name, as far as it goes.
    mutating func readAccessors() -> [AccessorSyntax]? {
        var accessors: [AccessorSyntax] = []
        while true {
            let start = position
            if slice.byte(at: position) == UInt8(ascii: "."), slice.byte(at: position + 1).isLetter {
                position += 1
                guard let name = readName() else { return nil }
                accessors.append(AccessorSyntax(kind: .field(name.text), span: slice.span(start, position)))
            } else if accept("[") {
                guard let kind = readIndex() else { return nil }
                guard accept("]") else { return fail("`]`") }
                accessors.append(AccessorSyntax(kind: kind, span: slice.span(start, position)))
            } else {
                return accessors
            }
        }
    }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard slice.byte(at: position) == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while slice.byte(at: position).isBlank { position += 1 }
    }

    mutating func fail<Syntax>(_ expected: String) -> Syntax? {
        if failure == nil { failure = Failure(position: position, expected: expected) }
        return nil
    }
}
