public import BelaySource
import BelaySyntax

/// From the trees of a runbook and its libraries to their meaning.
///
/// The order follows from the dependencies: types, then signatures (a call needs nothing else of a definition), then
/// the top-level `let`s of every file, whose types the bodies need, then bodies. Rules about the whole, such as who
/// calls whom, are checked last, on the resulting program.
public struct Checker {
    /// Indexed by file number.
    let files: [RunbookFile]
    let runbook: FileNumber
    /// The inputs typed into a session with the runbook, in order.
    let inputs: [FileNumber]
    /// The input typed while a step is held, and the place of the step.
    let look: Inspection?
    /// The names visible there, once the walk has reached the statement.
    var view: InspectionView?
    let outlines: [FileOutline]
    var scopes: [FileScope]
    var definitions: [DefinitionHeader] = []
    var globalNames: [String] = []
    var parameters: [Parameter] = []
    var libraryParameters: [Parameter] = []
    var frame: Frame
    /// Unknown phrases for which the nearest was looked for: a search among all, so not for thousands.
    var nearestSearches = 0
    /// Of files that could not be parsed whole, once they were looked for.
    private var bareWordsOfFiles: [FileNumber: BareWords] = [:]
    private var brokenLinesOfFiles: [FileNumber: Set<Int>] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    /// Nil where nobody has asked for it.
    var noted: ProgramIndex?
    /// Of the check before this one, and of this one for the next.
    var earlier: KeptDefinitions?
    var kept: KeptDefinitions?

    /// Checks a runbook with the files that it uses, directly or through others.
    ///
    /// - Parameters:
    ///   - files: indexed by the file numbers that their spans carry.
    ///   - runbook: which of them is the runbook; the others are libraries.
    ///   - tests: a file with tests of the runbook.
    ///   - isIndexed: the result has an index, for an editor.
    ///   - earlier: of the check before some of the files were changed, with an index: what they leave as it was is not
    ///     checked once more. The result is the same without it.
    public static func check(
        _ files: [RunbookFile], runbook: FileNumber, tests: FileNumber? = nil, isIndexed: Bool = false,
        since earlier: KeptDefinitions? = nil
    ) -> CheckedRunbook {
        var checker = Checker(files: files, runbook: runbook, inputs: [], look: nil, tests: tests)
        if isIndexed {
            checker.noted = ProgramIndex()
            checker.earlier = earlier
            checker.kept = KeptDefinitions()
        }
        return checker.check(besides: tests)
    }

    /// Checks an input typed into a session with a runbook: it sees what the runbook sees, and the inputs before it.
    ///
    /// Inputs that were accepted are passed again each time, so that their names keep their slots.
    ///
    /// - Parameters:
    ///   - files: the runbook, its libraries and the inputs, indexed by the file numbers that their spans carry. The
    ///     `use`s of inputs follow the `libraries` of the runbook.
    ///   - inputs: in the order in which they were typed; the last one is new.
    public static func check(_ files: [RunbookFile], runbook: FileNumber, inputs: [FileNumber]) -> CheckedInput {
        var checker = Checker(files: files, runbook: runbook, inputs: inputs, look: nil)
        let checked = checker.check()
        return checker.input(of: checked)
    }

    /// Checks an input typed while a step of a runbook or of a session is held: it sees everything before that
    /// statement.
    ///
    /// - Parameters:
    ///   - inputs: of the session, including the held one; none for a runbook that is run.
    ///   - looks: what is typed, in order; the last one is new.
    ///   - statement: the one that holds.
    public static func check(
        _ files: [RunbookFile], runbook: FileNumber, inputs: [FileNumber], looks: [FileNumber], from statement: Span
    ) -> CheckedInput {
        let look = Inspection(
            inputs: looks, statement: statement, file: inputs.contains(statement.file) ? runbook : statement.file)
        var checker = Checker(files: files, runbook: runbook, inputs: inputs, look: look)
        let checked = checker.check()
        return checker.input(of: checked)
    }

    private init(
        files: [RunbookFile], runbook: FileNumber, inputs: [FileNumber], look: Inspection?, tests: FileNumber? = nil
    ) {
        self.files = files
        self.runbook = runbook
        self.inputs = inputs
        self.look = look
        let typed = inputs + (look?.inputs ?? [])
        var outlines = files.indices.map { index in
            FileOutline(files[index].syntax, isInput: typed.contains(FileNumber(index)))
        }
        var own = outlines[runbook.rawValue]
        for input in inputs { own.takeDefinitions(of: &outlines[input.rawValue]) }
        if let tests { own.takeTests(of: &outlines[tests.rawValue]) }
        outlines[runbook.rawValue] = own
        if let look {
            var seen = outlines[look.file.rawValue]
            for input in look.inputs { seen.takeDefinitions(of: &outlines[input.rawValue]) }
            outlines[look.file.rawValue] = seen
        }
        self.outlines = outlines
        scopes = files.map { _ in FileScope() }
        frame = Frame(owner: .runbook, file: runbook)
    }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Reports a diagnostic unless it may only be the consequence of a statement that could not be parsed.
    ///
    /// - Parameters:
    ///   - word: what is missing; nil when a statement that could not be parsed may be the cause whatever it says.
    ///   - place: where a file would say the word to define it.
    mutating func reportUnlessBroken(
        _ diagnostic: Diagnostic, missing word: String? = nil, from place: KeyPath<BareWords, Set<String>> = \.names
    ) {
        let reached = scopes[frame.file.rawValue].libraries.map(\.file) + [frame.file]
        for file in reached where !files[file.rawValue].isWhole {
            guard let word, !files[file.rawValue].lacksLibrary else { return }
            if bareWords(of: file)[keyPath: place].contains(word) { return }
        }
        report(diagnostic)
    }

    /// A phrase may be the rest of a statement that could not be parsed: it is on its last line or right below it, like
    /// the second line of a string that was not closed on its first.
    mutating func mayBeLeftOver(_ row: PhraseUseSyntax) -> Bool {
        let file = files[row.span.file.rawValue]
        guard !file.mistakes.isEmpty else { return false }
        let source = file.source
        if brokenLinesOfFiles[row.span.file] == nil {
            brokenLinesOfFiles[row.span.file] = Set(
                file.mistakes.flatMap { [source.lineIndex(at: $0.start), source.lineIndex(at: $0.end)] })
        }
        let line = source.lineIndex(at: row.span.start)
        guard let broken = brokenLinesOfFiles[row.span.file], broken.contains(line) || broken.contains(line - 1) else {
            return false
        }
        brokenLinesOfFiles[row.span.file]?.insert(line)
        return true
    }

    private mutating func bareWords(of file: FileNumber) -> BareWords {
        if let known = bareWordsOfFiles[file] { return known }
        let words = BareWords(of: files[file.rawValue].source.bytes)
        bareWordsOfFiles[file] = words
        return words
    }

    var scope: FileScope {
        _read { yield scopes[frame.file.rawValue] }
    }

    private mutating func check(besides testFile: FileNumber? = nil) -> CheckedRunbook {
        findLibraries()
        checkHeads()
        checkDocumentation()
        defineTypes()
        noteTypes()
        defineSignatures()
        noteDefinitions()
        definePhrases()
        checkParameters()
        let preamble = checkPreambles()
        checkDefaults()
        let checked = checkDefinitions(besides: testFile)
        var (body, bodyFrame) = inputs.isEmpty ? checkBody() : checkInputs()
        var lab: LabDefinition?
        if isLab, inputs.isEmpty { (lab, bodyFrame) = checkLab() }
        if look != nil { (body, bodyFrame) = checkLooks() }
        let lock = checkLock()
        let (tests, givens) = checkTests()
        reportUnusedGlobals()
        var program = program(
            preamble: preamble, definitions: checked, body: body, bodyFrame: bodyFrame, lock: lock, lab: lab)
        (program.tests, program.givens) = (tests, givens)
        diagnostics += ProgramRules(program).check()
        diagnostics += TestRules(program).check()
        diagnostics.sort { ($0.span.file.rawValue, $0.span.start) < ($1.span.file.rawValue, $1.span.start) }
        reportEmptyRunbook()
        let isRunnable = files.allSatisfy(\.isWhole) && !diagnostics.contains { $0.severity == .error }
        let phrases = noted == nil ? [] : definitions.indices.map { phrase($0) }
        noted?.phrases = phrases
        noted?.draft = program
        return CheckedRunbook(
            program: isRunnable ? program : nil, diagnostics: diagnostics,
            phrases: phrasesInScope(), index: noted, kept: kept)
    }

    /// Not for a runbook with errors: it is not known what that would do.
    private mutating func reportEmptyRunbook() {
        let outline = outlines[runbook.rawValue]
        guard let head = outline.runbook.first, !isLab, outline.body.allSatisfy(\.form.isHandler), inputs.isEmpty,
            look == nil,
            files.allSatisfy(\.isWhole), !diagnostics.contains(where: { $0.severity == .error })
        else { return }
        diagnostics.insert(.emptyRunbook(at: head.span), at: 0)
    }

    private func program(
        preamble: Block, definitions: [Definition], body: Block, bodyFrame: FrameLayout, lock: ValueExpression?,
        lab: LabDefinition?
    ) -> Program {
        let outline = outlines[runbook.rawValue]
        let source = files[runbook.rawValue].source
        var program = Program(
            title: outline.title?.title.literal ?? source.name,
            documentation: outline.title.map { Documentation.text($0.documentation) } ?? "",
            sources: files.map(\.source), runbookFile: runbook, needs: needs(),
            lab: outline.rehearsals.first?.lab.literal,
            parameters: parameters, lock: lock, preamble: preamble, globalNames: globalNames,
            definitions: definitions, body: body, bodyFrame: bodyFrame)
        program.libraryParameters = libraryParameters
        program.labDefinition = lab
        return program
    }

    /// Programs named by any of the files, each once, the runbook's first.
    private func needs() -> [Need] {
        var seen: Set<String> = []
        var needs: [Need] = []
        let order = [runbook.rawValue] + files.indices.filter { $0 != runbook.rawValue }
        for word in order.flatMap({ outlines[$0].needs }).flatMap(\.words) {
            guard let program = word.literal, seen.insert(program).inserted else { continue }
            needs.append(Need(program: program, span: word.span))
        }
        return needs
    }

    private func phrasesInScope() -> [Phrase] {
        let seen = look?.file ?? runbook
        var phrases: [Phrase] = []
        phrases.reserveCapacity(definitions.count)
        for file in [seen] + scopes[seen.rawValue].libraries.map(\.file) {
            for index in definitions.indices where definitions[index].file == file { phrases.append(phrase(index)) }
        }
        return phrases
    }

    func phrase(_ index: Int) -> Phrase {
        let header = definitions[index]
        return Phrase(
            kind: header.kind, number: DefinitionNumber(index), signature: header.signature,
            documentation: header.documentation, span: header.signature.span)
    }
}
