/// The rules of failure, written as plainly as they can be said: what Belay's interpreter is held against.
final class SketchModel {
    struct Failed: Error {
        var handlerFailed = false
        var isHandled = false
    }

    private struct Recovered: Error {}

    /// One started action with an undo, or a point of no return.
    private struct Started {
        var undo: [Sketch]?
    }

    private final class Log {
        var started: [Started] = []
    }

    private(set) var sequence: [String] = []
    private(set) var status: Int32 = 0

    init(_ program: [Sketch]) {
        do {
            try run(program, Log(), nil)
        } catch let failed as Failed {
            status = failed.handlerFailed ? 5 : failed.isHandled ? 4 : 1
        } catch {
            status = 0
        }
    }

    private func run(_ block: [Sketch], _ log: Log, _ handled: (log: Log, mark: Int)?) throws {
        var onFailure: [[Sketch]] = []
        var always: [[Sketch]] = []
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
                    try run(handler, Log(), (log, mark))
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
                try run(handler, Log(), (log, mark))
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

    private func perform(_ statement: Sketch, _ log: Log, _ handled: (log: Log, mark: Int)?) throws {
        switch statement {
        case .effect(let number, let fails):
            registerUndos()
            sequence.append("effect \(number)")
            if fails { throw Failed() }
        case .step(let body): try run(body, log, handled)
        case .action(let body, let undo):
            running.append((log, undo, false))
            defer { running.removeLast() }
            do {
                try run(body, undo == nil ? log : Log(), nil)
            } catch is Recovered {
                preconditionFailure("an action's body recovers nothing of its caller")
            }
        case .undo:
            guard let handled else { return }
            while handled.log.started.count > handled.mark, let undo = handled.log.started.last?.undo {
                let outer = running
                running = []
                defer { running = outer }
                try run(undo, Log(), nil)
                handled.log.started.removeLast()
            }
        case .recover: throw Recovered()
        case .loop(let turns, let tolerance, let body):
            var failures: [Failed] = []
            for _ in 0..<turns where failures.count < tolerance {
                do {
                    try run(body, log, handled)
                } catch let failed as Failed {
                    failures.append(failed)
                    if failed.handlerFailed { break }
                }
            }
            if failures.isEmpty { return }
            throw Failed(
                handlerFailed: failures.contains { $0.handlerFailed }, isHandled: failures.allSatisfy { $0.isHandled })
        case .retry(let attempts, let body):
            for attempt in 1...attempts {
                do {
                    return try run(body, log, handled)
                } catch let failed as Failed {
                    if attempt == attempts || failed.handlerFailed { throw failed }
                }
            }
        case .pointOfNoReturn: log.started.append(Started(undo: nil))
        case .onFailure, .always: preconditionFailure("a block arms its handlers itself")
        }
    }

    /// Actions that run, outermost first: where their undo is registered, and whether it has been.
    private var running: [(log: Log, undo: [Sketch]?, isRegistered: Bool)] = []

    /// Right before the first change of each action.
    private func registerUndos() {
        for index in running.indices where !running[index].isRegistered {
            running[index].isRegistered = true
            if let undo = running[index].undo { running[index].log.started.append(Started(undo: undo)) }
        }
    }
}
