public import BelaySource

/// What an editor asks of a checked program: where each name, phrase, type and library is said, and what it means there.
///
/// The checker writes it down while it walks, so that it holds of files with errors as far as they can be understood.
public struct ProgramIndex: Sendable {
    /// What may be said in several places.
    public enum Symbol: Hashable, Sendable {
        /// A parameter, a `let`, a placeholder or an option, known by the place where it is introduced.
        case name(Span)
        case phrase(DefinitionNumber)
        /// Known by the place of its name in `type NAME = ...`.
        case type(Span)
        case library(FileNumber)
    }

    /// A word in a file that means a symbol.
    public struct Occurrence: Hashable, Sendable {
        public var symbol: Symbol
        /// The word alone, without a sign before it.
        public var span: Span
        /// Of a word of a phrase: which item of the signature it is.
        public var item: Int?
        public var isDefinition: Bool
    }

    /// A name where it is introduced.
    public struct Name: Sendable {
        public var name: String
        public var span: Span
        public var type: ValueType
        /// Of a record all fields, if they are known.
        public var fields: [String]?
        /// It is a parameter or a top-level `let`: all of its file sees it.
        public var isGlobal: Bool
    }

    /// A use of a phrase, with its values.
    public struct Use: Sendable {
        public var definition: DefinitionNumber
        public var span: Span
    }

    public internal(set) var occurrences: [Occurrence] = []
    public private(set) var names: [Name] = []
    private var numbersOfNames: [Span: Int] = [:]
    public internal(set) var uses: [Use] = []
    /// The blocks that hide what is set inside of them.
    public internal(set) var scopes: [Span] = []
    /// The number that the plan shows a statement under, by the place where it begins.
    public private(set) var ordinals: [Span: Int] = [:]
    private var numbered: [Span] = []
    /// Every definition of every file, by its number.
    public internal(set) var phrases: [Phrase] = []
    /// What could be understood, where there are errors: statements that are wrong are missing in it.
    public internal(set) var draft: Program?

    init() {}

    /// The name that is introduced at a place.
    public func name(at span: Span) -> Name? { numbersOfNames[span].map { names[$0] } }

    mutating func add(_ name: Name) {
        numbersOfNames[name.span] = names.count
        names.append(name)
    }

    /// A statement that the plan shows under a number.
    mutating func number(_ ordinal: Int, at span: Span) {
        ordinals[span] = ordinal
        numbered.append(span)
    }

    mutating func note(_ symbol: Symbol, at span: Span, item: Int? = nil, isDefinition: Bool = false) {
        occurrences.append(Occurrence(symbol: symbol, span: span, item: item, isDefinition: isDefinition))
    }
}

extension ProgramIndex {
    /// What was written down of one part of a program, to be written down once more.
    struct Notes: Sendable {
        var occurrences: [Occurrence] = []
        var names: [Name] = []
        var uses: [Use] = []
        var scopes: [Span] = []
        var ordinals: [(span: Span, ordinal: Int)] = []
    }

    /// How much has been written down so far.
    struct Mark {
        fileprivate var occurrences, names, uses, scopes, numbered: Int
    }

    var mark: Mark {
        Mark(
            occurrences: occurrences.count, names: names.count, uses: uses.count, scopes: scopes.count,
            numbered: numbered.count)
    }

    func notes(since mark: Mark) -> Notes {
        Notes(
            occurrences: Array(occurrences[mark.occurrences...]), names: Array(names[mark.names...]),
            uses: Array(uses[mark.uses...]), scopes: Array(scopes[mark.scopes...]),
            ordinals: numbered[mark.numbered...].map { ($0, ordinals[$0] ?? 0) })
    }

    mutating func add(_ notes: Notes) {
        occurrences += notes.occurrences
        for name in notes.names { add(name) }
        uses += notes.uses
        scopes += notes.scopes
        for (span, ordinal) in notes.ordinals { number(ordinal, at: span) }
    }
}
