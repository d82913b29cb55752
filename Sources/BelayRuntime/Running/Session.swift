public import BelayLanguage
import BelaySource

/// A conversation with the world, an input at a time: what is bound stays bound, and what was done can be undone.
///
/// Each input comes with the program that it was checked in. Programs of one session differ in what was defined, and
/// number it differently, so a name of a library is known by where it is written, and what is to be undone
/// keeps the program that it was done by.
public struct Session: Sendable {
    private let performer: LivePerformer
    private let clock: any RunClock
    private let identity: RunIdentity
    private let parameters: [Int: Value]
    /// First `let`s by the place of their name.
    private var globals: [Span: Value] = [:]
    /// The first `let`s that have run.
    private var prepared: Set<Span> = []
    /// What the inputs bound, by slot.
    private var locals: [Value?] = []
    private var done: [(program: Program, log: UndoLog)] = []

    public init(on world: World, identity: RunIdentity, parameters: [Int: Value]) {
        performer = LivePerformer(world: world, run: identity)
        clock = world.clock
        self.identity = identity
        self.parameters = parameters
    }

    /// Text in which no secret of the session is left.
    public func redacted(_ text: String) -> String { performer.redacted(text) }

    /// What a name of the session's own is bound to, by its slot.
    public func value(of slot: Int) -> Value? { locals.indices.contains(slot) ? locals[slot] : nil }

    /// Every name that is bound: parameters, the first `let`s of the runbook and what was typed.
    public func names(in program: Program) -> [Value.Field] {
        var fields: [Value.Field] = []
        for parameter in program.parameters {
            if let value = parameters[parameter.slot] { fields.append(.init(name: parameter.name, value: value)) }
        }
        for (binding, span) in program.preamble.bindings where span.file == program.runbookFile {
            if let value = globals[span] { fields.append(.init(name: binding.name, value: value)) }
        }
        for (slot, name) in program.bodyFrame.names.enumerated() {
            if let value = value(of: slot) { fields.append(.init(name: name, value: value)) }
        }
        return fields
    }

    /// Runs the first `let`s of the program that have not run yet.
    public mutating func prepare(_ program: Program) async -> Failure? {
        let fresh = program.preamble.statements.filter { !prepared.contains($0.span) }
        if fresh.isEmpty { return nil }
        let end = await carryOut(program) { (interpreter, frame, log) async throws(Interruption) in
            var scope = Scope(undoLog: log)
            scope.path = StepPath([.ordinal(0)])
            scope.step = scope.path
            _ = try await interpreter.run(Block(statements: fresh, span: program.preamble.span), &frame, scope)
        }
        guard end.outcome == .done else { return end.failure }
        prepared.formUnion(fresh.map(\.span))
        return nil
    }

    /// Every effect of an input, nothing run. What is bound is known.
    public func plan(_ block: Block, in program: Program) async -> Plan {
        let recorder = EventRecorder()
        let planner = PlanningPerformer(observer: recorder, reads: nil, redactor: performer.redactor)
        let interpreter = Interpreter(program: program, performer: planner, run: identity)
        do {
            var frame = try await frame(for: program, interpreter)
            _ = try await interpreter.run(block, &frame, Scope(undoLog: UndoLog()))
        } catch {
            if case .trouble(let trouble) = error { recorder.observe(.planFailed(trouble.failure)) }
        }
        return Plan(events: recorder.events, questions: planner.questions, lock: nil)
    }

    /// Carries an input out. Also gives how many of its own statements were done; handlers belong to the whole input,
    /// so with them it is all or none.
    public mutating func perform(_ block: Block, in program: Program) async -> (end: RunEnd, count: Int) {
        let parts = block.hasHandlers ? [block] : block.statements.map { Block(statements: [$0], span: $0.span) }
        var count = 0
        let end = await carryOut(program) { (interpreter, frame, log) async throws(Interruption) in
            for part in parts {
                _ = try await interpreter.run(part, &frame, Scope(undoLog: log))
                count += part.statements.count
            }
        }
        return (end, count)
    }

    /// Unbinds what an input that is not kept has bound.
    public mutating func forget(from slot: Int) { locals.removeSubrange(min(slot, locals.count)...) }

    /// The title of the newest step that can be undone.
    public var lastUndoable: String? {
        done.last { !$0.log.remaining.isEmpty }?.log.remaining.first.map { performer.redacted($0.title.shown) }
    }

    /// What undoing the newest step would do.
    public func planOfUndo() async -> Plan? {
        guard let index = done.lastIndex(where: { !$0.log.remaining.isEmpty }),
            let (_, entry) = done[index].log.newest(since: 0, turns: [])
        else { return nil }
        let recorder = EventRecorder()
        let planner = PlanningPerformer(observer: recorder, reads: nil, redactor: performer.redactor)
        let interpreter = Interpreter(program: done[index].program, performer: planner, run: identity)
        do {
            try await interpreter.undo(entry, at: entry.span(in: done[index].program), Scope(undoLog: UndoLog()))
        } catch {
            if case .trouble(let trouble) = error { recorder.observe(.planFailed(trouble.failure)) }
        }
        return Plan(events: recorder.events, questions: planner.questions, lock: nil)
    }

    /// Undoes the newest step that can be undone; nil when there is none.
    public mutating func undo() async -> RunEnd? {
        guard let index = done.lastIndex(where: { !$0.log.remaining.isEmpty }),
            let (sequence, entry) = done[index].log.newest(since: 0, turns: [])
        else { return nil }
        let program = done[index].program
        let end = await carryOut(program) { (interpreter, _, log) async throws(Interruption) in
            try await interpreter.undo(entry, at: entry.span(in: program), Scope(undoLog: log))
        }
        if end.outcome == .done { done[index].log.remove(sequence) }
        return end
    }

    /// The last record of the session.
    public func close(_ end: RunEnd) {
        let finished = JournalRecord.Finished(outcome: end.outcome, message: end.failure?.message, leftover: [])
        try? performer.append(.finished(finished), isDurable: true)
    }

    private mutating func carryOut(
        _ program: Program, _ body: (Interpreter, inout Frame, UndoLog) async throws(Interruption) -> Void
    ) async -> RunEnd {
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        let log = UndoLog()
        let begun = clock.now
        var interruption: Interruption?
        do {
            var frame = try await frame(for: program, interpreter)
            do {
                try await body(interpreter, &frame, log)
            } catch {
                interruption = error
            }
            keep(frame, of: program)
        } catch {
            interruption = error
        }
        if !log.remaining.isEmpty { done.append((program, log)) }
        return await interpreter.end(interruption, log, took: clock.now - begun)
    }

    private func frame(for program: Program, _ interpreter: Interpreter) async throws(Interruption) -> Frame {
        var frame = try await interpreter.globals(parameters)
        for (binding, span) in program.preamble.bindings {
            if let value = globals[span] { frame[binding.target] = value }
        }
        let missing = max(0, program.bodyFrame.names.count - locals.count)
        frame.locals = locals + Array(repeating: nil, count: missing)
        return frame
    }

    private mutating func keep(_ frame: Frame, of program: Program) {
        locals = frame.locals
        for (binding, span) in program.preamble.bindings { globals[span] = frame[binding.target] }
    }
}

extension Block {
    fileprivate var hasHandlers: Bool {
        statements.contains { statement in
            if case .onFailure = statement.kind { return true }
            if case .always = statement.kind { return true }
            return false
        }
    }

    /// The `let`s of first `let`s, each with its place; blocks around them say a place or a limit.
    fileprivate var bindings: [(binding: Bound, span: Span)] {
        statements.flatMap { statement -> [(Bound, Span)] in
            switch statement.kind {
            case .bind(let binding): return [(Bound(name: binding.name, target: binding.target), statement.span)]
            case .edit(let edit): return [(Bound(name: edit.name, target: edit.target), statement.span)]
            case .place(_, let body), .within(_, let body), .withInput(_, let body), .withEnvironment(_, let body):
                return body.bindings
            case .command, .call, .phase, .step, .choice, .loop, .await, .expect, .guarded, .confirm, .ask, .manual,
                .onFailure, .always, .unwind, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen,
                .give:
                return []
            }
        }
    }
}

/// A name and where its value is kept.
private struct Bound {
    var name: String
    var target: Variable.Reference
}

extension UndoEntry {
    fileprivate func span(in program: Program) -> Span { program.definitions[definition.rawValue].span }
}
