public import BelayLanguage
public import BelaySource

/// A conversation with the world, an input at a time: what is bound stays bound, and what was done can be undone.
///
/// Each input comes with the program that it was checked in. Programs of one session differ in what was defined, and
/// number it differently, so a name of a library is known by where it is written, and what is to be undone
/// keeps the program that it was done by.
public struct Session: Sendable {
    private let performer: LivePerformer
    private let clock: any RunClock
    /// The value of `$run`.
    private let identity: RunIdentity?
    private var names: SessionNames
    /// The first `let`s that have run.
    private var prepared: Set<Span> = []
    /// The context of the inputs: in a session at a held step the place of that.
    private let surroundings: ExecutionContext
    private var done: [(program: Program, log: UndoLog, input: Int)] = []
    /// The number of inputs that were run, which is also the number of the last.
    public private(set) var inputCount = 0
    /// The last number that a statement was given, whether its input is kept or not: none is given twice.
    private var lastNumber = 0

    /// - Parameter program: the runbook, whose parameters these are, by slot.
    public init(
        on dependencies: RunDependencies, identity: RunIdentity, parameters: [Int: Value], of program: Program
    ) {
        performer = LivePerformer(dependencies: dependencies, run: identity, isResumable: false)
        clock = dependencies.clock
        self.identity = identity
        names = SessionNames()
        for parameter in program.parameters { names.parameters[parameter.slot] = parameters[parameter.slot] }
        for parameter in program.libraryParameters {
            names.libraryParameters[parameter.span] = parameters[parameter.slot]
        }
        surroundings = ExecutionContext(undoLog: UndoLog())
    }

    /// A session at a held step, with what is bound there; what it binds the run never sees. Its journal is its own,
    /// so its effects are numbered by its own identity, and `$run` is still the run that holds.
    public init(
        on dependencies: RunDependencies, identity: RunIdentity, lookingFrom stepContext: StepContext,
        seenFrom visibleNames: VisibleNames
    ) {
        performer = LivePerformer(
            dependencies: dependencies, run: identity, redactor: stepContext.performer.redactor, isResumable: false)
        clock = dependencies.clock
        self.identity = stepContext.run
        names = stepContext.names(seenFrom: visibleNames)
        prepared = Set(stepContext.program.preamble.statements.map(\.span))
        surroundings = stepContext.context
    }

    /// A copy that runs by itself in another world, and is without a time limit of its own: what it binds this one
    /// never sees.
    public func aside(on dependencies: RunDependencies, for run: RunIdentity) -> Session {
        Session(self, on: dependencies, for: run)
    }

    private init(_ session: Session, on dependencies: RunDependencies, for run: RunIdentity) {
        performer = LivePerformer(
            dependencies: dependencies, run: run, redactor: session.performer.redactor, isResumable: false)
        clock = dependencies.clock
        identity = session.identity
        names = session.names
        prepared = session.prepared
        surroundings = session.surroundings.forJob(from: dependencies.clock.now)
    }

    /// Text in which no secret of the session is left.
    public func redacted(_ text: String) -> String { performer.redacted(text) }

    /// The value of a name of the session's own, by its slot.
    public func value(of slot: Int) -> Value? { names.locals.indices.contains(slot) ? names.locals[slot] : nil }

    /// Gives a name of the session's own a value from outside.
    public mutating func bind(_ value: Value, to slot: Int) { names.bind(value, to: slot) }

    /// Every name that is bound and seen from a file.
    public func names(in program: Program, seenFrom file: FileNumber) -> [Value.Field] {
        names.fields(in: program, seenFrom: file)
    }

    /// How many numbers were given to inputs that are not kept: these are not counted where the next one is checked.
    private func passedNumbers(before block: Block) -> Int {
        block.numbers.first.map { max(0, lastNumber + 1 - $0) } ?? 0
    }

    /// Runs the first `let`s of the program that have not run yet. Gives how that ended; nil when all are bound.
    public mutating func prepare(_ program: Program) async -> Redacted<RunEnd>? {
        let fresh = program.preamble.statements.filter { !prepared.contains($0.span) }
        if fresh.isEmpty { return nil }
        let surroundings = surroundings
        let end = await run(program, of: 0) {
            (interpreter, frame, log) async throws(Interruption) in
            let context = surroundings.forInput(log).forPreamble
            _ = try await interpreter.run(Block(statements: fresh, span: program.preamble.span), &frame, context)
        }
        guard end.outcome == .done else { return end }
        prepared.formUnion(fresh.map(\.span))
        return nil
    }

    /// Every effect of an input, nothing run. What is bound is known.
    public func plan(_ block: Block, in program: Program) async -> Plan {
        let recorder = EventRecorder()
        let planner = PlanningPerformer(observer: recorder, reads: nil, redactor: performer.redactor)
        let interpreter = Interpreter(program: program, performer: planner, run: identity)
        var excess: Redacted<Failure>?
        do {
            var frame = try await names.frame(for: program, interpreter)
            _ = try await interpreter.run(
                block, &frame, surroundings.forInput(UndoLog(), passedNumbers: passedNumbers(before: block)))
        } catch {
            excess = recorder.observe(theEnd: error, through: planner.redactor)
        }
        var plan = Plan(events: recorder.events, questions: planner.questions)
        plan.excess = excess
        return plan
    }

    /// Runs an input. Also returns how many of its own statements were done; handlers belong to the whole input,
    /// so with them it is all or none. A value is only looked at, and its number may be another's too.
    public mutating func perform(
        _ block: Block, in program: Program, isValue: Bool = false
    ) async -> (end: Redacted<RunEnd>, count: Int) {
        inputCount += 1
        let parts = block.hasHandlers ? [block] : block.statements.map { Block(statements: [$0], span: $0.span) }
        var count = 0
        var begun: [Int] = []
        let surroundings = surroundings
        let passed = passedNumbers(before: block)
        let end = await run(program, of: inputCount) {
            (interpreter, frame, log) async throws(Interruption) in
            let surrounded = surroundings.forInput(log, passedNumbers: passed)
            for part in parts {
                begun += part.numbers
                _ = try await interpreter.run(part, &frame, surrounded)
                count += part.statements.count
            }
        }
        if !isValue, let last = begun.max() { lastNumber = passed + last }
        return (end, count)
    }

    /// Unbinds what an input that is not kept has bound.
    public mutating func forget(from slot: Int) {
        names.locals.removeSubrange(min(slot, names.locals.count)...)
    }

    /// The first thing that an undo meets.
    public enum Undoable: Hashable, Sendable {
        /// The newest step that can be undone, and the input that did it.
        case step(StepPath, title: String, input: Int)
        /// As it is written: nothing before it is undone.
        case pointOfNoReturn(String)
    }

    /// Nil when nothing was done that could be undone.
    public var lastUndoable: Undoable? {
        guard let last = newest.map({ done[$0] }), let mark = last.log.newestMark else { return nil }
        return switch mark {
        case .undo(let entry): .step(entry.step, title: performer.redacted(entry.title.shown), input: last.input)
        case .pointOfNoReturn(let text): .pointOfNoReturn(text)
        }
    }

    /// The input that has done it.
    private var newest: Int? { done.lastIndex { $0.log.newestMark != nil } }

    /// The plan of undoing the newest step; nil when no step can be undone.
    public func planOfUndo() async -> Plan? {
        guard let index = newest, let (_, entry) = done[index].log.newest() else { return nil }
        let recorder = EventRecorder()
        let planner = PlanningPerformer(observer: recorder, reads: nil, redactor: performer.redactor)
        let interpreter = Interpreter(program: done[index].program, performer: planner, run: identity)
        var excess: Redacted<Failure>?
        do {
            try await interpreter.undo(entry, at: entry.span(in: done[index].program), surroundings.forInput(UndoLog()))
        } catch {
            excess = recorder.observe(theEnd: error, through: planner.redactor)
        }
        var plan = Plan(events: recorder.events, questions: planner.questions)
        plan.excess = excess
        return plan
    }

    /// Undoes the newest step that can be undone; nil if there isn't one.
    public mutating func undo() async -> Redacted<RunEnd>? {
        guard let index = newest, let (sequence, entry) = done[index].log.newest()
        else { return nil }
        let program = done[index].program
        let surroundings = surroundings
        let end = await run(program, of: done[index].input) { (interpreter, _, log) async throws(Interruption) in
            try await interpreter.undo(entry, at: entry.span(in: program), surroundings.forInput(log))
        }
        if end.outcome == .done { done[index].log.remove(sequence) }
        return end
    }

    /// The last record of the session.
    public func close(_ end: RunEnd) {
        var report = end.report
        report.notes = performer.notes
        let finished = JournalRecord.Finished(outcome: end.outcome, report: report)
        _ = try? performer.append(.finished(finished), isDurable: true)
    }

    private mutating func run(
        _ program: Program, of input: Int,
        _ body: (Interpreter, inout Frame, UndoLog) async throws(Interruption) -> Void
    ) async -> Redacted<RunEnd> {
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        let log = UndoLog()
        let begun = clock.now
        var interruption: Interruption?
        do {
            var frame = try await names.frame(for: program, interpreter)
            do {
                try await body(interpreter, &frame, log)
            } catch {
                interruption = error
            }
            names.keep(frame, of: program)
        } catch {
            interruption = error
        }
        if log.newestMark != nil { done.append((program, log, input)) }
        return performer.redactor.clean(await interpreter.end(interruption, log, took: clock.now - begun))
    }
}

extension Block {
    fileprivate var hasHandlers: Bool { statements.contains(where: \.traits.isHandler) }
}

extension UndoEntry {
    fileprivate func span(in program: Program) -> Span { program.definitions[definition.rawValue].span }
}
