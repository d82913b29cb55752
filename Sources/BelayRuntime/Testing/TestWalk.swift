import BelayLanguage
import BelaySource
import BelaySyntax

/// The walk through the lines of a test, in order: each says something of the world, runs something in it, or says what must
/// have come of it.
struct TestWalk {
    /// What was run last, and how that ended.
    struct Act {
        var end: RunEnd
        var span: Span
        /// A claim has said how it ends.
        var isClaimed = false
    }

    let test: RunbookTest
    let program: Program
    let world: StubbedWorld
    let interpreter: Interpreter
    let performer: LivePerformer
    private let context: ExecutionContext
    private let log = UndoLog()
    private static let identity = RunIdentity(id: RunbookTest.runID, started: StubbedWorld.start)
    var frame: Frame
    /// By global slot: what the last `run` has given.
    private(set) var given: [Int: Value] = [:]
    /// The last one, where it was planned and not run.
    private(set) var planned: Plan?
    /// The first `let`s have run.
    private var isPrepared = false
    var act: Act?
    var failures: [Diagnostic] = []
    /// Why something failed before there was a command that the test says nothing of: often, that is only why one came to it.
    private var failedBefore: String?
    var plans: [PlannedSnapshot] = []

    init(_ test: RunbookTest, _ program: Program, _ watch: (any StatementWatch)?, _ turns: TurnTaking) {
        self.test = test
        self.program = program
        world = StubbedWorld(watch: watch, turns: turns)
        performer = LivePerformer(dependencies: world.dependencies, run: Self.identity, isResumable: false)
        interpreter = Interpreter(program: program, performer: performer, run: Self.identity)
        context = ExecutionContext(undoLog: log)
        frame = Frame(
            globals: Array(repeating: nil, count: program.globalCount),
            locals: Array(repeating: nil, count: test.frame.names.count))
    }

    mutating func result() async -> TestResult {
        do throws(Interruption) {
            try await takeParameters()
            for item in test.items {
                try await walk(item, context)
                if failures.count >= Self.mostFailures { break }
            }
        } catch {
            if let failure = error.trouble?.failure { failures.append(.failedLine(failure)) }
        }
        settleAct()
        // Whatever else is wrong follows from what nobody has said.
        var missing = missingLines()
        if let before = failedBefore, !missing.isEmpty { missing[0].help.append("before that it failed: \(before)") }
        return TestResult(test: test, failures: missing.isEmpty ? failures : missing, plans: plans)
    }

    private static let mostFailures = 20

    /// Stubs may be made of the parameters that the first `run` gives.
    private mutating func takeParameters() async throws(Interruption) {
        for item in test.items {
            let settings: [(parameter: Parameter, value: ValueExpression)]
            switch item {
            case .run(let given, _), .plan(let given, _): settings = given
            case .stub, .place, .given, .file, .answer, .undo, .claim, .statement: continue
            }
            // A value may be made of a `let` of the test, which comes before it.
            for (parameter, value) in settings where !value.isOfLocals {
                let value = try await self.value(value, of: parameter)
                given[parameter.slot] = value
                frame.globals[parameter.slot] = value
            }
            return
        }
    }

    private func value(_ value: ValueExpression, of parameter: Parameter) async throws(Interruption) -> Value {
        let found = try await interpreter.evaluate(value, frame, context)
        if parameter.type.isSecret, let text = found.text { return .secret(Secret(text)) }
        // As on the command line: a name becomes a host.
        return (try? found.checked(as: parameter.type)) ?? found
    }

    private mutating func walk(_ item: TestItem, _ context: ExecutionContext) async throws(Interruption) {
        switch item {
        case .stub(let stub): try await add(stub, context)
        case .place(let place, let items):
            let inner = try await self.context(in: place, context)
            for item in items { try await walk(item, inner) }
        case .given(let index): try await take(program.givens[index])
        case .file(let path, let content):
            let name = try await interpreter.text(path, frame, context).shown
            world.put(try await interpreter.text(content, frame, context).shown, at: name)
        case .answer(let value, let question):
            let text = try await interpreter.evaluate(value, frame, context).text ?? ""
            let pattern = TextPattern(try await interpreter.text(question, frame, context).shown)
            world.add(StubbedWorld.PreparedAnswer(question: pattern, text: text))
        case .run(let settings, let span): try await run(settings, at: span)
        case .plan(let settings, let span): try await plan(settings, at: span)
        case .undo(let span): await undo(at: span)
        case .claim(let claim): try await check(claim, context)
        case .statement(let block): await perform(block, context)
        }
    }

    /// What several tests begin with has names of its own.
    private mutating func take(_ given: RunbookTest) async throws(Interruption) {
        let own = frame
        frame.locals = Array(repeating: nil, count: given.frame.names.count)
        for item in given.items { try await walk(item, context) }
        frame.locals = own.locals
    }

    // MARK: - What is run

    private mutating func run(
        _ settings: [(parameter: Parameter, value: ValueExpression)], at span: Span
    ) async throws(Interruption) {
        var values: [Int: Value] = [:]
        for (parameter, value) in settings { values[parameter.slot] = try await self.value(value, of: parameter) }
        begin()
        let settled = await RunRequest(program: program, parameters: values, identity: Self.identity)
            .settle(reads: world)
        if let mistake = settled.mistakes.first {
            let failure = Failure(kind: .fail, message: mistake.message, step: StepPath(), span: span)
            end(
                RunEnd(outcome: .failed, failure: failure, handlerFailures: [], pendingUndo: [], duration: .zero),
                at: span)
            return
        }
        given = settled.values
        let request = RunRequest(program: program, parameters: settled.values, identity: Self.identity)
        let end = await request.perform(on: world.dependencies, stepCount: 0, lock: nil)
        self.end(end.content, at: span)
    }

    /// What would run counts as what has.
    private mutating func plan(
        _ settings: [(parameter: Parameter, value: ValueExpression)], at span: Span
    ) async throws(Interruption) {
        var values: [Int: Value] = [:]
        for (parameter, value) in settings { values[parameter.slot] = try await self.value(value, of: parameter) }
        begin()
        let plan = await plan(of: values)
        world.take(plan)
        planned = plan
        end(RunEnd(outcome: .done, failure: nil, handlerFailures: [], pendingUndo: [], duration: .zero), at: span)
    }

    func plan(of parameters: [Int: Value]) async -> Plan {
        await RunRequest(program: program, parameters: parameters, identity: nil).plan()
    }

    private mutating func perform(_ block: Block, _ context: ExecutionContext) async {
        let isExpectation = if case .expect? = block.statements.first?.kind { true } else { false }
        let isPure = block.statements.allSatisfy(\.isComputed)
        if isExpectation || isPure {
            await expect(block, context)
            return
        }
        begin()
        let end = await self.attempt { (walk) async throws(Interruption) in
            try await walk.prepare()
            _ = try await walk.interpreter.run(block, &walk.frame, context)
        }
        self.end(end, at: block.span)
    }

    /// What must be true of a value or a probe. The commands that it reads are not what "it" has run.
    private mutating func expect(_ block: Block, _ context: ExecutionContext) async {
        let end = await attempt { (walk) async throws(Interruption) in
            try await walk.prepare()
            _ = try await walk.interpreter.run(block, &walk.frame, context)
        }
        if let failure = end.failure { failures.append(.failedExpectation(failure, at: block.span)) }
    }

    /// Undoes all that can be undone, newest first.
    private mutating func undo(at span: Span) async {
        begin()
        let end = await attempt { (walk) async throws(Interruption) in
            while let (sequence, entry) = walk.log.newest() {
                try await walk.interpreter.undo(entry, at: span, walk.context)
                walk.log.remove(sequence)
            }
        }
        self.end(end, at: span)
    }

    /// The first `let`s, once, with the stubs that are there by then.
    private mutating func prepare() async throws(Interruption) {
        guard !isPrepared else { return }
        isPrepared = true
        let locals = frame.locals
        frame = try await interpreter.globals(given)
        // A phrase has no lock.
        frame.locals = Array(repeating: nil, count: program.bodyFrame.names.count)
        _ = try await interpreter.run(program.preamble, &frame, context.forPreamble)
        frame.locals = locals
    }

    private mutating func attempt(
        _ body: (inout TestWalk) async throws(Interruption) -> Void
    ) async -> RunEnd {
        var interruption: Interruption?
        do throws(Interruption) {
            try await body(&self)
        } catch {
            interruption = error
        }
        return await interpreter.end(interruption, UndoLog(), took: .zero)
    }

    private mutating func begin() {
        settleAct()
        planned = nil
        world.beginWatching()
    }

    private mutating func end(_ end: RunEnd, at span: Span) {
        world.endWatching()
        let first = end.failures.first?.message
        if failedBefore == nil, let first, !first.contains(StubbedWorld.notSaid), world.missing.isOfCommands {
            failedBefore = first
        }
        act = Act(end: end, span: span)
    }

    /// What runs must be done, unless a claim says how else it ends.
    private mutating func settleAct() {
        defer { act = nil }
        guard let act, !act.isClaimed, act.end.outcome != .done else { return }
        failures.append(.unexpectedEnd(act.end, at: act.span))
    }
}

extension Statement {
    /// It only names a value that nobody is asked for.
    fileprivate var isComputed: Bool {
        if case .bind(let binding) = kind { !binding.value.asks } else { false }
    }
}

extension ValueExpression {
    /// It is made of a name of the test.
    fileprivate var isOfLocals: Bool {
        if case .variable(let variable) = kind, case .local = variable.reference { return true }
        return partsOfAll.contains(where: \.isOfLocals)
    }

    private var partsOfAll: [ValueExpression] {
        switch kind {
        case .text(let pieces): pieces.compactMap { if case .value(let value) = $0 { value } else { nil } }
        case .list(let items): items
        case .record(let fields): fields.map(\.value)
        default: []
        }
    }
}
