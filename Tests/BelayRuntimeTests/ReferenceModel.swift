import BelayRuntime

/// The rules of failure, written as plainly as they can be said: what Belay's interpreter is held against.
final class ReferenceModel {
    struct Failed: Error {
        var handlerFailed = false
        var isHandled = false

        init() {}

        /// Of several at once; nil of none.
        init?(of failures: [Failed]) {
            if failures.isEmpty { return nil }
            handlerFailed = failures.contains { $0.handlerFailed }
            isHandled = failures.allSatisfy { $0.isHandled }
        }
    }

    private struct Recovered: Error {}

    /// One started action with an undo, or a point of no return.
    private struct Started {
        var undo: [ModelProgram]?
        /// The elements of side-by-side loops that it was started in, outermost first.
        var turns: [Turn] = []
        let id: Int
    }

    /// The part that `undo` in a handler unwinds.
    private struct Handled {
        var log: Log
        var mark: Int
        var turns: [Turn]
    }

    private struct Turn: Equatable {
        var loop: Int
        var number: Int
    }

    private final class Log {
        var started: [Started] = []
    }

    private(set) var sequence: [String] = []
    private(set) var outcome = RunEnd.Outcome.done

    init(_ program: [ModelProgram]) {
        do {
            try run(program, Log(), nil)
        } catch let failed as Failed {
            outcome = failed.handlerFailed ? .handlerFailed : failed.isHandled ? .handled : .failed
        } catch {
            outcome = .done
        }
    }

    private func run(_ block: [ModelProgram], _ log: Log, _ handled: Handled?) throws {
        var onFailure: [[ModelProgram]] = []
        var always: [[ModelProgram]] = []
        let mark = log.started.count
        var failure: Failed?
        var recovery: Recovered?
        for statement in block {
            if case .onFailure(let body) = statement {
                onFailure.append(body)
                continue
            }
            if case .always(let body) = statement {
                always.append(body)
                continue
            }
            do {
                try perform(statement, log, handled)
            } catch let failed as Failed {
                failure = failed
                break
            } catch let recovered as Recovered {
                recovery = recovered
                break
            }
        }
        if failure != nil, failure?.handlerFailed == false {
            for handler in onFailure.reversed() {
                do {
                    try handle(handler, Handled(log: log, mark: mark, turns: turns))
                    failure?.isHandled = true
                } catch is Recovered {
                    failure = nil
                    break
                } catch is Failed {
                    failure?.handlerFailed = true
                    break
                }
            }
        }
        for handler in always.reversed() {
            do {
                try handle(handler, Handled(log: log, mark: mark, turns: turns))
            } catch is Failed {
                if failure == nil { failure = Failed() }
                failure?.handlerFailed = true
            } catch is Recovered {
                // `recover` in an `always` ends that handler and nothing else.
            }
        }
        if let failure { throw failure }
        if let recovery { throw recovery }
    }

    private func perform(_ statement: ModelProgram, _ log: Log, _ handled: Handled?) throws {
        switch statement {
        case .effect(let number, let fails):
            if let deadline, now >= deadline { throw Failed() }
            registerUndos()
            sequence.append("effect \(number)")
            if fails { throw Failed() }
        case .step(let body): try run(body, log, handled)
        case .action(let body, let undo):
            running.append((log, undo, turns, false))
            defer { running.removeLast() }
            do {
                try run(body, undo == nil ? log : Log(), nil)
            } catch is Recovered {
                preconditionFailure("an action's body recovers nothing of its caller")
            }
        case .undo:
            guard let handled else { return }
            var failed: Failed?
            var stuck: Set<Int> = []
            while let index = newest(in: handled, without: stuck), let undo = handled.log.started[index].undo {
                let outer = (running, turns)
                (running, turns) = ([], [])
                defer { (running, turns) = outer }
                do {
                    try run(undo, Log(), nil)
                    handled.log.started.remove(at: index)
                } catch let failure as Failed {
                    stuck.insert(handled.log.started[index].id)
                    failed = failure
                }
            }
            if let failed { throw failed }
        case .recover: throw Recovered()
        case .loop(let turns, let body):
            for _ in 0..<turns { try run(body, log, handled) }
        case .together(let count, let tolerance, let body):
            loops += 1
            let loop = loops
            var failures: [Failed] = []
            for number in 0..<count where failures.count < tolerance ?? .max {
                turns.append(Turn(loop: loop, number: number))
                defer { turns.removeLast() }
                do {
                    try run(body, log, handled)
                } catch let failed as Failed {
                    failures.append(failed)
                }
            }
            if let failed = Failed(of: failures) { throw failed }
        case .batches(let count, let size, let tolerance, let body, let between):
            try perform(batches: count, of: size, tolerance, body, between, log, handled)
        case .branches(let branches, let isOrdered):
            loops += 1
            let loop = loops
            var failures: [Failed] = []
            for (number, branch) in branches.enumerated() where failures.isEmpty || !isOrdered {
                turns.append(Turn(loop: loop, number: number))
                defer { turns.removeLast() }
                do {
                    try perform(branch, log, handled)
                } catch let failed as Failed {
                    failures.append(failed)
                }
            }
            if let failed = Failed(of: failures) { throw failed }
        case .rounds(let rounds, let most, let pause, let body):
            var round = 1
            while true {
                if round > 1, let deadline, now + pause >= deadline { throw Failed() }
                if round > 1 { now += pause }
                if round > rounds { return }
                if round > most { throw Failed() }
                try run(body, log, handled)
                round += 1
            }
        case .retry(let attempts, let pause, let body):
            for attempt in 1...attempts {
                do {
                    return try run(body, log, handled)
                } catch let failed as Failed {
                    if attempt == attempts || failed.handlerFailed { throw failed }
                    if let deadline, now + pause >= deadline { throw failed }
                    now += pause
                }
            }
        case .within(let limit, let body):
            let outer = deadline
            deadline = min(outer ?? .max, now + limit)
            defer { deadline = outer }
            try run(body, log, handled)
        case .pointOfNoReturn: log.started.append(Started(undo: nil, turns: turns, id: nextID()))
        case .onFailure, .always: preconditionFailure("a block arms its handlers itself")
        }
    }

    /// The next batch begins when the one before is done and what comes between them went well.
    private func perform(
        batches count: Int, of size: Int, _ tolerance: Int?, _ body: [ModelProgram], _ between: [ModelProgram],
        _ log: Log, _ handled: Handled?
    ) throws {
        loops += 1
        let loop = loops
        var failures: [Failed] = []
        for number in 0..<count {
            if number > 0, number.isMultiple(of: size) {
                if failures.count >= tolerance ?? 1 { break }
                do {
                    try run(between, log, handled)
                } catch let failed as Failed {
                    failures.append(failed)
                    break
                } catch {
                    if failures.isEmpty { throw error }
                    break
                }
            }
            if failures.count >= tolerance ?? .max { continue }
            turns.append(Turn(loop: loop, number: number))
            defer { turns.removeLast() }
            do {
                try run(body, log, handled)
            } catch let failed as Failed {
                failures.append(failed)
            }
        }
        if let failed = Failed(of: failures) { throw failed }
    }

    /// Actions that run, outermost first: where their undo is registered, and whether it has been.
    private var running: [(log: Log, undo: [ModelProgram]?, turns: [Turn], isRegistered: Bool)] = []

    /// Right before the first change of each action.
    private func registerUndos() {
        for index in running.indices where !running[index].isRegistered {
            running[index].isRegistered = true
            if let undo = running[index].undo {
                running[index].log.started.append(
                    Started(undo: undo, turns: running[index].turns, id: nextID()))
            }
        }
    }

    /// In seconds: what is done takes none, and pauses do.
    private(set) var now = 0
    /// When the time limit around what runs ends; what handlers do has none.
    private var deadline: Int?
    private var turns: [Turn] = []
    private var loops = 0

    private var started = 0

    private func nextID() -> Int {
        started += 1
        return started
    }

    /// An `undo` does not unwind a handler's own steps.
    private func handle(_ handler: [ModelProgram], _ handled: Handled) throws {
        let outer = (turns, deadline)
        (turns, deadline) = ([], nil)
        defer { (turns, deadline) = outer }
        try run(handler, Log(), handled)
    }

    /// The newest that may be undone: nothing that was started after it and stays is in its own element, or in a block
    /// around its loop.
    private func newest(in handled: Handled, without stuck: Set<Int>) -> Int? {
        let log = handled.log
        for index in log.started.indices.reversed()
        where index >= handled.mark && log.started[index].turns.starts(with: handled.turns) {
            let entry = log.started[index]
            if stuck.contains(entry.id) || entry.undo == nil { continue }
            let later = log.started[(index + 1)...].filter { $0.turns.starts(with: handled.turns) }
            if later.allSatisfy({ areBeside($0.turns, entry.turns) }) { return index }
        }
        return nil
    }

    /// In different elements of one loop.
    private func areBeside(_ one: [Turn], _ other: [Turn]) -> Bool {
        for (left, right) in zip(one, other) where left != right { return left.loop == right.loop }
        return false
    }
}
