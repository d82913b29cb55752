public import BelayLanguage
public import BelaySource
import BelaySyntax

/// An input typed into a session, checked.
public struct SessionInput: Sendable {
    enum Wrapping: Hashable {
        case statements
        /// A value to be shown: it gets a name that is not used elsewhere.
        case value
    }

    /// The file that the text is from, instead of a typed line.
    struct Origin: Sendable {
        /// Absolute: libraries are next to it.
        var path: String
        /// As it is shown.
        var name: String
    }

    /// As it was typed.
    public let text: String
    private let wrapped: WrappedInput
    let origin: Origin?
    /// It is not a statement: its value is to be shown.
    public let isValue: Bool
    let file: FileNumber
    let loaded: LibraryLoader
    private let checked: CheckedInput
    /// Their places are those of `sources`.
    public let diagnostics: [Diagnostic]
    /// More text could make it right.
    public let isCurable: Bool
    private let syntax: FileSyntax

    init(
        text: String, wrapped: WrappedInput, origin: Origin?, isValue: Bool, file: FileNumber, loaded: LibraryLoader,
        checked: CheckedInput, diagnostics: [Diagnostic], isCurable: Bool, syntax: FileSyntax
    ) {
        self.text = text
        self.wrapped = wrapped
        self.origin = origin
        self.isValue = isValue
        self.file = file
        self.loaded = loaded
        self.checked = checked
        self.diagnostics = diagnostics.map { wrapped.typed($0, in: file) }
        self.isCurable = isCurable
        self.syntax = syntax
    }

    /// There when no diagnostic is an error.
    public var program: Program? {
        diagnostics.contains { $0.severity == .error }
            ? nil : checked.program?.limited(by: loaded.surroundings.limits)
    }

    public var block: Block { checked.block }
    var phrases: [Phrase] { checked.phrases }
    var visibleNames: VisibleNames? { checked.visibleNames }
    /// Every file, and last what was typed as it was typed.
    public var sources: [SourceText] {
        let name = loaded.files[file.rawValue].source.name
        var sources = loaded.files.map(\.source)
        sources[file.rawValue] = SourceText(file: file, name: name, bytes: wrapped.typed)
        return sources
    }
    var isWhole: Bool { loaded.files[file.rawValue].isWhole }
    var statementCount: Int { block.statements.count }

    /// A single thing was typed that is not another kind of statement.
    var mayBeValue: Bool {
        guard isWhole else { return true }
        guard syntax.statements.count == 1, let only = syntax.statements.first else { return false }
        return only.mayBeValue
    }

    /// Only a string was typed, which as a statement would be documentation.
    var isLoneText: Bool { syntax.statements.count == 1 && syntax.statements[0].isLoneText }

    /// The text of the first statements.
    func text(ofFirst count: Int) -> String {
        guard block.statements.indices.contains(count) else { return text }
        let end = wrapped.typedOffset(of: block.statements[count].span.start)
        return String(decoding: Array(text.utf8).prefix(end), as: UTF8.self)
    }
}

extension StatementSyntax {
    fileprivate var isLoneText: Bool {
        if case .documentation = self { return true }
        // This is how it is wrapped if the session is at another place.
        guard case .on(let node) = self, node.body.statements.count == 1 else { return false }
        return node.body.statements[0].isLoneText
    }

    fileprivate var mayBeValue: Bool {
        switch self {
        case .row, .documentation: true
        case .on(let node): node.body.statements.count == 1 && node.body.statements[0].mayBeValue
        default: false
        }
    }
}
