import BelaySource
import BelaySyntax

/// What one file sees: its own definitions and those of the libraries that it names itself.
struct FileScope {
    struct NamedType {
        var type: ValueType
        var span: Span
    }

    var types: [String: NamedType] = [:]
    /// Actions and probes.
    var phrases = PhraseTable<Int>()
    var targets = PhraseTable<Int>()
    /// Parameters and top-level `let`s of the file itself.
    var globals: [String: NameScope.Binding] = [:]
    /// Files named by `use`, in that order, each once, with the word that names it.
    var libraries: [(file: FileNumber, span: Span)] = []
}
