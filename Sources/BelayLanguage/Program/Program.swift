public import BelaySource

/// The meaning of a runbook, or of a lab, and its libraries. The interpreter takes nothing else; no node is filled in later.
public struct Program: Sendable {
    public var title: String
    public var documentation: String
    /// Indexed by file number; the runbook's own is `runbookFile`.
    public var sources: [SourceText]
    public var runbookFile: FileNumber
    /// Programs of this machine that are found before the first step.
    public var needs: [Need]
    /// The lab that `rehearse in` names.
    public var lab: String?
    public var parameters: [Parameter]
    /// Those of the libraries, which `use` sets: of a library after those of the files that use it.
    public var libraryParameters: [Parameter] = []
    /// Time limits where it says none.
    public var limits = UsualLimits()
    /// The lock that the run holds.
    public var lock: ValueExpression?
    /// The top-level `let`s of libraries, then of the runbook: step 0. Their frame is the globals.
    public var preamble: Block
    /// Slots for parameters and top-level `let`s of all files.
    public var globalCount: Int
    /// Names of the globals by slot, for messages.
    public var globalNames: [String]
    public var definitions: [Definition]
    /// Phases and other statements at the top level of the runbook.
    public var body: Block
    /// Slots for the names that the body sets, or the blocks of a lab.
    public var bodyFrame: FrameLayout
    /// Nil for anything but a lab. A lab has no body.
    public var labDefinition: LabDefinition?
    /// The tests of the runbook, or of the library that it is instead.
    public var tests: [RunbookTest] = []
    /// What several tests begin with.
    public var givens: [RunbookTest] = []

    public init(
        title: String, documentation: String, sources: [SourceText], runbookFile: FileNumber, needs: [Need],
        lab: String?, parameters: [Parameter], lock: ValueExpression?, preamble: Block, globalNames: [String],
        definitions: [Definition], body: Block, bodyFrame: FrameLayout
    ) {
        self.title = title
        self.documentation = documentation
        self.sources = sources
        self.runbookFile = runbookFile
        self.needs = needs
        self.lab = lab
        self.parameters = parameters
        self.lock = lock
        self.preamble = preamble
        self.globalCount = globalNames.count
        self.globalNames = globalNames
        self.definitions = definitions
        self.body = body
        self.bodyFrame = bodyFrame
    }
}

/// The slots of one running definition, and their names for messages.
public struct FrameLayout: Hashable, Sendable {
    public var names: [String]

    public init(names: [String]) { self.names = names }
}

public struct Need: Hashable, Sendable {
    public var program: String
    public var span: Span

    public init(program: String, span: Span) {
        self.program = program
        self.span = span
    }
}
