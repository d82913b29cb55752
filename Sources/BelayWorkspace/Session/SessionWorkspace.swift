public import BelayLanguage
public import BelaySource
import BelaySyntax

/// A runbook with its libraries, and what was typed into a session with it.
public struct SessionWorkspace: Sendable {
    private var loaded: LibraryLoader
    private var inputs: [FileNumber] = []
    /// Nil in a session that does not stand beside a held step.
    private var look: Inspection?
    /// What is seen from the held step.
    public private(set) var visibleNames: VisibleNames?
    /// Of the runbook and what was accepted.
    public private(set) var program: Program
    public private(set) var phrases: [Phrase]
    var files: [RunbookFile] { loaded.files }
    /// Those that are saved.
    var keptInputs: [(number: FileNumber, file: RunbookFile)] {
        inputs.filter { !undone.contains($0) }.map { ($0, loaded.files[$0.rawValue]) }
    }
    /// What they are was undone.
    private var undone: Set<FileNumber> = []
    /// What is said of an input when it is saved.
    private(set) var remarks: [FileNumber: [String]] = [:]
    /// What follows runs there: as it stands behind `on`.
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

    /// Beside a step of the runbook that holds.
    public init?(_ workspace: Workspace, lookingFrom statement: Span) {
        self.init(workspace)
        take(Inspection(inputs: [], statement: statement))
    }

    /// Beside a step of a session's input that holds, or of what that undoes.
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

    /// Whose phrases and first `let`s are seen.
    public var file: FileNumber { visibleNames?.file ?? FileNumber(0) }

    /// Checks what a runbook says, as statements.
    public func check(_ text: String, ofRunbook path: String) -> SessionInput {
        check(text, wrapping: .statements, origin: origin(path))
    }

    /// Checks what a file says, from a line on, as if it were typed.
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

    /// From now on its names and phrases are known. With a count, only its first statements, up to one that failed. Gives the
    /// file that it is by now; nil when nothing is kept of it.
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

    /// Says where it would stand that an input failed after it had changed something.
    public mutating func noteFailure(_ text: String) {
        if let file = accept(check("", wrapping: .statements, origin: nil)) { remark(text, on: file) }
    }

    /// What is said of an input when it is saved.
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

    /// Whether a secret is typed in it, which is not to be kept.
    public func holdsSecret(_ text: String) -> Bool {
        let names = program.parameters.map(\.name) + program.globalNames + program.bodyFrame.names
        let seen = visibleNames?.names.map(\.name) ?? []
        return TypedSecrets(text, types: files.flatMap(\.syntax.typeDefinitions), names: Set(names + seen))
            .areWritten(with: phrases)
    }

    /// Whether more text could make it right, without a look at what it means, or it says itself that it goes on: a
    /// continuation prompt is this and nothing else.
    ///
    /// - Parameter text: with the end of its last line.
    public static func isIncomplete(_ text: String) -> Bool {
        func parse(_ text: String) -> ParsedFile {
            Parser.parse(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)))
        }
        if saysItGoesOn(text) { return true }
        let statements = parse(text)
        if statements.isCurable { return true }
        guard statements.diagnostics.contains(where: { $0.severity == .error }) else { return false }
        return parse("let shown = \\\n" + text).isCurable
    }

    /// Whether its last line goes on in the next: a command that is cut off there may do something else.
    public static func saysItGoesOn(_ text: String) -> Bool {
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

    /// What a value is bound to while it is shown.
    private var freeName: String {
        var name = "shown"
        let taken = Set(program.bodyFrame.names + program.globalNames)
        while taken.contains(name) { name += "_" }
        return name
    }
}

/// Where a session stands that is held beside a step.
private struct Inspection {
    /// Of the session that the step belongs to.
    var inputs: [FileNumber]
    var statement: Span

    /// What a session's inputs see, the runbook sees.
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
