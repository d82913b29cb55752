public import BelayRuntime
public import BelaySource

/// Shows a run to people as it happens: events in, text out, and nothing else.
///
/// What `handle` returns is final and goes at the end of what was shown before. On a screen the rows of `live` stay
/// beneath it until the next ones replace them; without a screen nothing is live, and a command's output goes
/// into the text as it comes.
///
/// A step's line is held back until something beneath it needs it or it ends, so that a step with nothing to say is one
/// line with its time.
public struct RunRenderer: Sendable {
    public enum Medium: Hashable, Sendable {
        /// A file, a pipe: lines as long as they are.
        case lines
        /// A terminal of this many columns and rows.
        case screen(width: Int, height: Int)
    }

    public private(set) var medium: Medium
    let layout: OutlineLayout
    let sources: [SourceText]
    /// True if each read has a line of its own, and not only the step that asks.
    let showsReads: Bool
    /// True if the output of commands stays on a screen too, and the output of reads anywhere.
    let keepsOutput: Bool
    let spelling: CommandSpelling
    var page: Page
    var open: [OpenStep] = []
    /// The step of the line that was shown last; nil when its next line needs the number again.
    var lastShown: StepPath? {
        didSet { if let lastShown { bottom = lastShown } }
    }
    /// The step that the last line speaks of, whatever its next one needs.
    var bottom: StepPath?
    /// The titles of the phases that have begun, by number.
    var phases: [StepPath: String] = [:]
    /// Questions that wait for their answers.
    var asked: [StepPath: Question] = [:]
    /// The steps that the run takes as its plan has them.
    var way: Way
    /// The phases that have ended.
    var ended: Set<StepPath> = []
    /// What runs side by side; only on a screen.
    var loops: [OpenLoop] = []
    /// The strand whose lines are gathered now, by its steps: what is around it is not a part of them.
    var gathered: [StepPath]?
    /// Finished phases give way to one line each.
    let foldsPhases: Bool
    var phase: FoldedPhase?
    /// What each action does is said where it begins.
    let explains: Bool
    var explained: Set<String> = []
    /// How long each phase took in another run, by its title.
    public var usualTimes: [String: Duration] = [:]
    /// What is seen of the surroundings of the run just now, a row each.
    public var view: [String] = []
    var hasEnded = false
    /// When its first event came.
    var began: Duration?
    /// Which run it is; nil of an input of a session.
    var beginning: RunStart?

    var runID: String { beginning?.id ?? "" }

    /// `sources` turn spans into places; `steps` are the numbers of the plan, so that their column fits; `way` is what of
    /// the plan is taken when nothing fails.
    public init(
        medium: Medium, palette: Palette, sources: [SourceText], steps: [StepPath] = [], way: Way = Way(),
        showsReads: Bool = true, keepsOutput: Bool = false, foldsPhases: Bool = false, explains: Bool = false,
        spelling: @escaping CommandSpelling
    ) {
        self.medium = medium
        self.sources = sources
        self.showsReads = showsReads
        self.keepsOutput = keepsOutput
        self.way = way
        self.foldsPhases = foldsPhases
        self.explains = explains
        self.spelling = spelling
        layout = OutlineLayout(numbering: steps)
        page = Page(palette: palette, width: medium.width)
    }

    public mutating func resize(width: Int, height: Int) {
        medium = .screen(width: width, height: height)
        page.width = width
    }

    /// Returns the text that the event adds for good; `now` is any clock that does not go back.
    public mutating func handle(_ event: RunEvent, at now: Duration) -> String {
        if began == nil { began = now }
        if let place = place(of: event) { gather(event, in: place, at: now) } else { process(event, at: now) }
        follow(event)
        return folded(page.take(), of: event)
    }

    mutating func process(_ event: RunEvent, at now: Duration) {
        switch event {
        case .runStarted(let start): begin(start)
        case .stepStarted(let start): begin(start, at: now)
        case .stepOutput(let step, let piece): handle(piece, of: step)
        case .said(let step, let message): show(message, at: step)
        case .awaitObserved(let observation): handle(observation)
        case .questionAsked(let question): ask(question)
        case .questionAnswered(let step, let answer): handle(answer, at: step)
        case .handlerStarted(let start): begin(start, at: now)
        case .stepFinished(let end): finish(end)
        case .strandStarted(let start): begin(start, at: now)
        case .strandEnded(let end): self.end(end)
        case .branchStarted, .branchEnded: break
        case .runFinished(let end): finish(end)
        }
    }

    /// How far the run is.
    private mutating func follow(_ event: RunEvent) {
        switch event {
        case .stepStarted(let start): way.begin(start.step)
        case .stepFinished(let end):
            if end.kind != .read { way.end(end.step) }
            if end.kind == .phase { ended.insert(end.step) }
        default: break
        }
    }

    private mutating func begin(_ start: RunStart) {
        beginning = start
        var row = StyledText(start.title.shown, .heading)
        row.append("  run \(start.id)", .quiet)
        if let lock = start.lock { row.append("  lock \(lock.shown)", .quiet) }
        page.add(row)
    }

    private mutating func begin(_ start: StepStart, at now: Duration) {
        var step = OpenStep(start: start, began: now)
        step.isFolded =
            start.kind == .read && !showsReads
            || open.contains { $0.start.kind.isWaited && $0.holds(start.step) }
        open.append(step)
        if start.kind == .phase {
            phases[start.step] = start.title.shown
            show(through: open.count - 1)
        }
        // The question itself is its line.
        if start.kind == .question { open[open.count - 1].isShown = true }
    }

    private mutating func begin(_ start: HandlerStart, at now: Duration) {
        let kind: StepKind = start.reason == .undo ? .undo : .handler
        guard !open.contains(where: { $0.start.step == start.step && $0.start.kind == kind }) else { return }
        open.append(OpenStep(start: StepStart(handler: start), began: now))
        show(through: open.count - 1)
    }

    private mutating func handle(_ observation: AwaitObservation) {
        guard let index = open.lastIndex(where: { $0.start.kind.isWaited && $0.start.step == observation.step })
        else { return }
        let before = open[index].observation
        open[index].observation = observation
        // That it has come true is said by the end of the step.
        guard medium == .lines, observation.truth != .yes else { return }
        if let before, before.truth == observation.truth, before.seen == observation.seen { return }
        show(through: index)
        add(observation.sentence, beneath: observation.step)
    }

    /// A row of a step: with its number when another one was shown in between.
    mutating func add(_ text: String, _ role: Role = .quiet, beneath step: StepPath) {
        var row = lastShown == step ? layout.detail("") : layout.number(step)
        row.pad(to: layout.textColumn, gap: 0)
        row.append(text, role)
        page.add(row, indent: layout.textColumn)
        lastShown = step
    }

    private mutating func show(_ message: Message, at step: StepPath) {
        switch message {
        case .plain(let text):
            // The line of a `say` is what it says.
            if let index = open.lastIndex(where: { $0.start.step == step && $0.start.kind == .say }) {
                show(through: index)
            } else {
                showAll(around: step)
                page.add(layout.detail(text, .plain), indent: layout.textColumn)
            }
        case .difference(let text):
            showAll(around: step)
            for row in layout.difference(text) { page.add(row, indent: layout.textColumn) }
        case .pointOfNoReturn(let text):
            showAll(around: step)
            for row in layout.pointOfNoReturn(text, width: page.width) { page.add(row, indent: 5) }
        case .recovered(let text):
            showAll(around: step)
            add(text, .caution, beneath: step)
        case .noted(let text):
            showAll(around: step)
            // The line of a note without a condition is what it says.
            if let note = open.last(where: { $0.start.step == step }), note.start.title.shown.contains(text) { return }
            add(text, .caution, beneath: step)
        // A run shows the elements themselves.
        case .batch: return
        }
    }

    /// The column where the text of a step begins, and what belongs to it beneath; counted from zero.
    public var textColumn: Int { layout.textColumn }

    /// Shows the lines that are held back around a step, outermost first.
    mutating func showAll(around step: StepPath) {
        if let last = open.lastIndex(where: { $0.holds(step) }) { show(through: last) }
    }

    /// Shows an open step and those around it.
    mutating func show(through last: Int) {
        let step = open[last].start.step
        for index in open.indices.prefix(last + 1)
        where !open[index].isShown && open[index].holds(step) && !open[index].isFolded && isGathered(open[index]) {
            open[index].isShown = true
            let start = open[index].start
            if start.kind == .phase { page.addBlank() }
            page.add(layout.row(for: start, repeatsNumber: lastShown == start.step), indent: layout.textColumn)
            addDetails(of: start)
            lastShown = start.step
        }
    }

    /// Lines around a strand are not among its own.
    private func isGathered(_ step: OpenStep) -> Bool {
        guard let gathered else { return true }
        return gathered.contains { step.start.step.components.starts(with: $0.components) }
    }

    mutating func addDetails(of start: StepStart) {
        addExplanation(of: start)
        guard let effect = start.effect else { return }
        for row in layout.details(of: effect, isPlan: false) { page.add(row, indent: layout.textColumn) }
    }
}

extension StepKind {
    /// What is asked in it is asked again and again.
    fileprivate var isWaited: Bool { self == .await || self == .question }
}

extension RunRenderer.Medium {
    var width: Int? {
        switch self {
        case .lines: nil
        case .screen(let width, _): width
        }
    }
}
