public import BelayLanguage
public import BelaySource
import BelaySyntax

/// A runbook with its libraries, and what was typed into a session with it.
public struct SessionWorkspace: Sendable {
    private var loaded: LibraryLoader
    private var inputs: [FileNumber] = []
    /// Nil in a session that is not at a held step.
    private var look: Inspection?
    /// The names visible at the held step.
    public private(set) var visibleNames: VisibleNames?
    /// Of the runbook and what was accepted.
    public private(set) var program: Program
    public private(set) var phrases: [Phrase]
    var files: [RunbookFile] { loaded.files }
    /// Those that are saved.
    var keptInputs: [(number: FileNumber, file: RunbookFile)] {
        inputs.filter { !undone.contains($0) }.map { ($0, loaded.files[$0.rawValue]) }
    }
    /// Inputs that were undone.
    private var undone: Set<FileNumber> = []
    /// Remarks on an input when it is saved.
    private(set) var remarks: [FileNumber: [String]] = [:]
    /// The place where further inputs run, as written after `on`.
    public var place: String?

    /// Nil when the runbook does not check.
    public init?(_ workspace: Workspace) {
        guard let program = workspace.program else { return nil }
        loaded = workspace.loaded
        phrases = workspace.phrases
        self.program = program
        // The runbook's own steps are not the session's.
        self.program.body = Block(statements: [], span: program.body.span)
        self.program.bodyFrame = FrameLayout(names: [])
    }

    /// At a held step of the runbook.
    public init?(_ workspace: Workspace, lookingFrom statement: Span) {
        self.init(workspace)
        take(Inspection(inputs: [], statement: statement))
    }

    /// At a held step of a session's input, or of what that undoes.
    public init(_ session: SessionWorkspace, in input: SessionInput?, lookingFrom statement: Span) {
        self = session
        place = nil
        loaded = input?.loaded ?? session.loaded
        let earlier = session.inputs + (input.map { [$0.file] } ?? [])
        inputs = []
        take(Inspection(inputs: earlier, statement: statement))
    }

    private mutating func take(_ look: Inspection) {
        self.look = look
        let seen = check("", wrapping: .statements, origin: nil)
        if let program = seen.program { self.program = program }
        phrases = seen.phrases
        visibleNames = seen.visibleNames ?? VisibleNames(file: FileNumber(0), names: [])
    }

    /// The file whose phrases and top-level `let`s are visible.
    public var file: FileNumber { visibleNames?.file ?? FileNumber(0) }

    /// Checks the text of a runbook, as statements.
    public func check(_ text: String, ofRunbook path: String) -> SessionInput {
        check(text, wrapping: .statements, origin: origin(path))
    }

    /// Checks the text of a file, from a line on, as if it were typed.
    public func check(_ text: String, ofFile path: String, line: Int) -> SessionInput {
        check(String(repeating: "\n", count: line - 1) + text, origin: origin(path))
    }

    private func origin(_ path: String) -> SessionInput.Origin {
        let surroundings = loaded.surroundings
        return SessionInput.Origin(path: surroundings.absolute(path), name: surroundings.shown(path))
    }

    /// Checks what was typed: as statements, and if that is not what it is, as a value.
    public func check(_ text: String) -> SessionInput { check(text, origin: nil) }

    private func check(_ text: String, origin: SessionInput.Origin?) -> SessionInput {
        let statements = check(text, wrapping: .statements, origin: origin)
        if statements.program != nil || statements.isCurable { return statements }
        guard statements.mayBeValue else { return statements }
        let value = check(text, wrapping: .value, origin: origin)
        if value.program != nil || value.isCurable { return value }
        return statements.isWhole && !statements.isLoneText || !value.isWhole ? statements : value
    }

    /// Keeps its names and phrases from now on. With a count, only those of its first statements, up to one that
    /// failed. Returns the file that it is now; nil if nothing of it is kept.
    @discardableResult
    public mutating func accept(_ input: SessionInput, statements count: Int? = nil) -> FileNumber? {
        var kept = input
        if let count, count < input.statementCount {
            let text = input.text(ofFirst: count)
            if text.allSatisfy(\.isWhitespace) { return nil }
            kept = check(text, wrapping: .statements, origin: input.origin)
        }
        guard let program = kept.program, !kept.isValue else { return nil }
        self.program = program
        phrases = kept.phrases
        loaded = kept.loaded
        inputs.append(kept.file)
        return kept.file
    }

    /// Something that an input did was undone.
    ///
    /// - Parameters:
    ///   - title: what was undone.
    ///   - isWhole: it is one of the input's own statements, and not done inside of one.
    public mutating func noteUndone(_ title: String, of input: FileNumber, isWhole: Bool) {
        let statements = loaded.files[input.rawValue].syntax.statements
        if isWhole, statements.count == 1, statements[0].isCall { undone.insert(input) }
        remark("Undone: \(title)", on: input)
    }

    /// Notes in its place that an input failed after it had made a change.
    public mutating func noteFailure(_ text: String) {
        if let file = accept(check("", wrapping: .statements, origin: nil)) { remark(text, on: file) }
    }

    /// Remarks on an input when it is saved.
    public mutating func remark(_ text: String, on input: FileNumber) {
        remarks[input, default: []].append(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    private func check(
        _ text: String, wrapping: SessionInput.Wrapping, origin: SessionInput.Origin?
    ) -> SessionInput {
        let wrapped =
            switch wrapping {
            case .statements: WrappedInput(statements: text, at: place)
            case .value: WrappedInput(value: text, named: freeName, at: place)
            }
        var loader = loaded
        let known = loader.diagnostics.count
        let file = loader.addInput(
            Array(wrapped.text.utf8), name: origin?.name ?? "input \(inputs.count + 1)", path: origin?.path,
            seenFrom: look?.file ?? FileNumber(0))
        let checked = checked(loader.files, inputs + [file])
        let found = checked.diagnostics.filter { diagnostic in
            !(diagnostic.code == LanguageCode.unknownLibrary.rawValue && loader.reported.contains(diagnostic.span))
        }
        let fresh = Array(loader.diagnostics.dropFirst(known))
        return SessionInput(
            text: text, wrapped: wrapped, origin: origin, isValue: wrapping == .value, file: file, loaded: loader,
            checked: checked, diagnostics: fresh + found, isCurable: Self.isCurable(fresh),
            syntax: loader.files[file.rawValue].syntax)
    }

    private func checked(_ files: [RunbookFile], _ inputs: [FileNumber]) -> CheckedInput {
        let runbook = FileNumber(0)
        guard let look else { return Checker.check(files, runbook: runbook, inputs: inputs) }
        return Checker.check(files, runbook: runbook, inputs: look.inputs, looks: inputs, from: look.statement)
    }

    /// A secret is typed in it, which must not be kept.
    public func holdsSecret(_ text: String) -> Bool {
        let names = program.parameters.map(\.name) + program.globalNames + program.bodyFrame.names
        let seen = visibleNames?.names.map(\.name) ?? []
        return TypedSecrets(text, types: files.flatMap(\.syntax.typeDefinitions), names: Set(names + seen))
            .areWritten(with: phrases)
    }

    /// More text could complete it, judged by its syntax alone, or its last line says that it continues. A continuation
    /// prompt is exactly this.
    ///
    /// - Parameter text: with the end of its last line.
    public static func isIncomplete(_ text: String) -> Bool {
        func parse(_ text: String) -> ParsedFile {
            Parser.parse(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)), isTyped: true)
        }
        if continuesOnNextLine(text) { return true }
        let statements = parse(text)
        if statements.isCurable { return true }
        guard statements.diagnostics.contains(where: { $0.severity == .error }) else { return false }
        return parse("let shown = \\\n" + text).isCurable
    }

    /// Its last line continues on the next one: a command that is cut off there may do something else.
    public static func continuesOnNextLine(_ text: String) -> Bool {
        var line = text.utf8[...]
        if line.last == UInt8(ascii: "\n") { line = line.dropLast() }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        if backslashes % 2 == 0 { return false }
        let tokens = Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))).tokens
        let last = tokens.last { $0.kind != .newline && $0.kind != .end }
        return last?.kind == .lineContinuation || last?.kind == .shellLine
    }

    private static func isCurable(_ diagnostics: [Diagnostic]) -> Bool {
        diagnostics.contains { $0.severity == .error } && diagnostics.allSatisfy(\.isCurable)
    }

    /// A name for a value while it is shown.
    private var freeName: String {
        var name = "shown"
        let taken = Set(program.bodyFrame.names + program.globalNames)
        while taken.contains(name) { name += "_" }
        return name
    }
}

/// The place of a session at a held step.
private struct Inspection {
    /// Of the session that the step belongs to.
    var inputs: [FileNumber]
    var statement: Span

    /// Inputs of a session have the scope of the runbook.
    var file: FileNumber { inputs.contains(statement.file) ? FileNumber(0) : statement.file }
}

extension StatementSyntax {
    /// A phrase, at a place or not, and nothing else.
    fileprivate var isCall: Bool {
        switch self {
        case .row: true
        case .on(let node): node.body.statements.count == 1 && node.body.statements[0].isCall
        default: false
        }
    }
}

extension FileSyntax {
    fileprivate var typeDefinitions: [TypeDefinitionSyntax] {
        statements.compactMap { if case .type(let definition) = $0 { definition } else { nil } }
    }
}
