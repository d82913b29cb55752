public import BelayLanguage
public import BelaySource
import BelaySyntax

/// A runbook with its libraries, and what was typed into a session with it.
public struct SessionWorkspace: Sendable {
    private var loaded: LibraryLoader
    private var inputs: [FileNumber] = []
    /// Nil in a session that does not stand beside a held step.
    private var look: Look?
    /// What is seen from the held step.
    public private(set) var vantage: Vantage?
    /// Of the runbook and what was accepted.
    public private(set) var program: Program
    public private(set) var phrases: [Phrase]
    var files: [RunbookFile] { loaded.files }
    var inputFiles: [RunbookFile] { inputs.map { loaded.files[$0.rawValue] } }
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
        take(Look(inputs: [], statement: statement))
    }

    /// Beside a step of a session's input that holds, or of what that undoes.
    public init(_ session: SessionWorkspace, in input: SessionInput?, lookingFrom statement: Span) {
        self = session
        place = nil
        loaded = input?.loaded ?? session.loaded
        let earlier = session.inputs + (input.map { [$0.file] } ?? [])
        inputs = []
        take(Look(inputs: earlier, statement: statement))
    }

    private mutating func take(_ look: Look) {
        self.look = look
        let seen = check("", wrapping: .statements)
        if let program = seen.program { self.program = program }
        phrases = seen.phrases
        vantage = seen.vantage ?? Vantage(file: FileNumber(0), names: [])
    }

    /// Whose phrases and first `let`s are seen.
    public var file: FileNumber { vantage?.file ?? FileNumber(0) }

    /// Checks what was typed: as statements, and if that is not what it is, as a value.
    public func check(_ text: String) -> SessionInput {
        let statements = check(text, wrapping: .statements)
        if statements.program != nil || statements.isCurable { return statements }
        guard statements.mayBeValue else { return statements }
        let value = check(text, wrapping: .value)
        if value.program != nil || value.isCurable { return value }
        return statements.isWhole && !statements.isLoneText || !value.isWhole ? statements : value
    }

    /// From now on its names and phrases are known. With a count, only its first statements, up to one that failed.
    public mutating func accept(_ input: SessionInput, statements count: Int? = nil) {
        var kept = input
        if let count, count < input.statementCount {
            let text = input.text(ofFirst: count)
            kept = check(text, wrapping: .statements)
        }
        guard let program = kept.program, !kept.isValue else { return }
        self.program = program
        phrases = kept.phrases
        loaded = kept.loaded
        inputs.append(kept.file)
    }

    private func check(_ text: String, wrapping: SessionInput.Wrapping) -> SessionInput {
        let parsed = Parser.parse(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)))
        let hasDeclarations = parsed.file.statements.contains(where: \.isDeclaration)
        let whole = wrapping.around(text, at: hasDeclarations ? nil : place, name: freeName)
        var loader = loaded
        let known = loader.diagnostics.count
        let file = loader.addInput(
            Array(whole.text.utf8), name: "input \(inputs.count + 1)", seenFrom: look?.file ?? FileNumber(0))
        let checked = checked(loader.files, inputs + [file])
        let found = checked.diagnostics.filter { diagnostic in
            !(diagnostic.code == LanguageCode.unknownLibrary.rawValue && loader.reported.contains(diagnostic.span))
        }
        let fresh = Array(loader.diagnostics.dropFirst(known))
        return SessionInput(
            text: text, before: whole.before, isValue: wrapping == .value, file: file, loaded: loader,
            checked: checked, diagnostics: fresh + found, isCurable: Self.isCurable(whole.text, fresh),
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
        let seen = vantage?.names.map(\.name) ?? []
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
        return last?.kind == .joint || last?.kind == .shellLine
    }

    private static func isCurable(_ text: String, _ diagnostics: [Diagnostic]) -> Bool {
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
private struct Look {
    /// Of the session that the step belongs to.
    var inputs: [FileNumber]
    var statement: Span

    /// What a session's inputs see, the runbook sees.
    var file: FileNumber { inputs.contains(statement.file) ? FileNumber(0) : statement.file }
}

extension StatementSyntax {
    /// What stands in no block.
    fileprivate var isDeclaration: Bool {
        switch self {
        case .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition, .phase, .pointOfNoReturn: true
        case .let, .on, .in, .locally, .within, .withInput, .withEnvironment, .command, .documentation, .row, .step,
            .if, .for, .await, .expect, .guard, .confirm, .ask, .manual, .onFailure, .always, .undoBlock, .undo,
            .recover, .via, .retry, .say, .fail, .doneWhen, .give:
            false
        }
    }
}

extension FileSyntax {
    fileprivate var typeDefinitions: [TypeDefinitionSyntax] {
        statements.compactMap { if case .type(let definition) = $0 { definition } else { nil } }
    }
}
