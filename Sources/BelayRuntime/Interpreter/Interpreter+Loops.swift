import BelayData
import BelayLanguage
import BelaySource

/// Loops: iterations in order or side by side, and attempts.
extension Interpreter {
    private struct Bounds {
        var limit: Int
        var tolerance: Int
    }

    /// The endings of a loop's elements up to now.
    private struct Tally {
        let count: Int
        var begun = 0
        var done = 0
        var failed: [(label: String, trouble: PropagatedFailure)] = []
        /// Others ran after the first failure, or at the same time.
        var othersWentOn = false
    }

    func iterate(
        _ loop: Loop, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let all = try await elements(of: loop.head, isKept: true, frame, context)
        let bounds = Bounds(
            limit: try await whole(loop.limit, as: .concurrency, frame, context) ?? .max,
            tolerance: try await whole(loop.tolerance, as: .tolerance, frame, context) ?? 1)
        if context.isProbing {
            for element in try await chosen(all, by: loop.head, isKept: true, frame, context) {
                let flow = try await iterate(element, of: loop, at: span, frame, context)
                guard case .next = flow else { return flow }
            }
            return .next
        }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: loop.body.span.start)))
        let fixed = frame
        return try await reported(.loop, title, at: span, context) { () async throws(Interruption) -> ControlFlow in
            let elements = try await chosen(all, by: loop.head, isKept: true, fixed, context)
            if loop.isTogether, !mode.walksEveryPath {
                try await sideBySide(elements, bounds, of: loop, at: span, fixed, context)
                return .next
            }
            return try await inOrder(elements, bounds, of: loop, at: span, fixed, context)
        }
    }

    private func iterate(
        _ element: LoopElement, of loop: Loop, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let inner = context.forIteration(at: element.step(in: context))
        var frame = frame
        frame[loop.head.target] = element.value
        // The list may be empty: what comes after the loop is shown too.
        if element.position == nil || element.isOpen { return try await plan(element, of: loop, &frame, inner) }
        return try await run(loop.body, &frame, inner)
    }

    /// A plan does not know whether there is such an element.
    private func plan(
        _ element: LoopElement, of loop: Loop, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        if element.isOpen, let condition = loop.head.condition {
            _ = try await conditional("if", condition, frame, context) { () async throws(Interruption) -> ControlFlow in
                try await plan(branch: loop.body, &frame, context)
            }
        } else {
            _ = try await plan(branch: loop.body, &frame, context)
        }
        return .next
    }

    private func inOrder(
        _ elements: [LoopElement], _ bounds: Bounds, of loop: Loop, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        var tally = Tally(count: elements.count)
        for element in elements where tally.failed.count < bounds.tolerance {
            tally.begun += 1
            tally.othersWentOn = tally.othersWentOn || !tally.failed.isEmpty
            do {
                let flow = try await iterate(element, of: loop, at: span, frame, context)
                guard case .next = flow else { return flow }
                tally.done += 1
            } catch .trouble(let trouble) {
                tally.failed.append((element.label, trouble))
                if !trouble.handlerFailures.isEmpty { break }
            } catch {
                throw error
            }
        }
        if let trouble = trouble(of: tally, context) { throw .trouble(trouble) }
        return .next
    }

    private func sideBySide(
        _ elements: [LoopElement], _ bounds: Bounds, of loop: Loop, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) {
        var tally = Tally(count: elements.count)
        var ends: [(label: String, interruption: Interruption)] = []
        let number = loops.next()
        await withTaskGroup(of: (label: String, interruption: Interruption?).self) { group in
            var waiting = elements.makeIterator()
            /// Those that had begun are begun again, whatever has failed since: what is begun is finished.
            func next() -> LoopElement? {
                while ends.isEmpty, let element = waiting.next() {
                    let isBegun = recall(context)?.hasBegun(iteration: element.step(in: context)) == true
                    if tally.failed.count < bounds.tolerance || isBegun {
                        return element
                    }
                }
                return nil
            }
            func begin() -> Bool {
                guard let element = next() else { return false }
                let context = context.inIteration(UndoLog.Iteration(loop: number, number: loops.next()))
                tally.begun += 1
                group.addTask {
                    let ended = await interruption { () async throws(Interruption) -> Void in
                        _ = try await iterate(element, of: loop, at: span, frame, context)
                    }
                    return (element.label, ended)
                }
                return true
            }
            var begun = 0
            while begun < bounds.limit, begin() { begun += 1 }
            while let (label, ended) = await group.next() {
                switch ended {
                case .trouble(let trouble)?: tally.failed.append((label, trouble))
                case .cancelled?, .stopped?, .undecided?, .settled?: if let ended { ends.append((label, ended)) }
                case nil: tally.done += 1
                }
                _ = begin()
            }
        }
        tally.othersWentOn = tally.begun > 1
        if let end = ends.first { throw joined(end, with: ends.dropFirst(), tally, context) }
        if let trouble = trouble(of: tally, context) { throw .trouble(trouble) }
    }

    /// A person has ended the run at one element: the failures of the others are told with it.
    private func joined(
        _ first: (label: String, interruption: Interruption),
        with others: ArraySlice<(label: String, interruption: Interruption)>, _ tally: Tally,
        _ context: ExecutionContext
    ) -> Interruption {
        guard let trouble = first.interruption.trouble else { return first.interruption }
        var all = tally
        all.failed.insert((first.label, trouble), at: 0)
        for other in others {
            if let trouble = other.interruption.trouble { all.failed.append((other.label, trouble)) }
        }
        guard var joined = self.trouble(of: all, context) else { return first.interruption }
        (joined.isHandled, joined.handlerFailures) = (trouble.isHandled, trouble.handlerFailures)
        switch first.interruption {
        case .stopped: return .stopped(joined)
        case .undecided: return .undecided(joined)
        case .trouble, .cancelled, .settled: return first.interruption
        }
    }

    private func interruption(_ body: () async throws(Interruption) -> Void) async -> Interruption? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    /// The first failure is the loop's; the others, and what handlers could not do, are kept.
    private func trouble(of tally: Tally, _ context: ExecutionContext) -> PropagatedFailure? {
        let troubles = tally.failed.map(\.trouble)
        guard var first = troubles.first else { return nil }
        first.isHandled = troubles.allSatisfy(\.isHandled)
        first.handlerFailures = troubles.flatMap(\.handlerFailures)
        first.others += troubles.dropFirst().flatMap(\.failures)
        first.loops = troubles.flatMap(\.loops)
        if tally.count > 1 {
            first.loops.append(
                LoopEnd(
                    step: context.step, failed: tally.failed.map(\.label), done: tally.done,
                    notBegun: tally.count - tally.begun, othersWentOn: tally.othersWentOn))
        }
        return first
    }

    func retry(
        _ count: ValueExpression, _ every: ValueExpression?, _ body: Block, at span: Span, _ frame: inout Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let attempts = try await whole(count, as: .attempts, frame, context) ?? 1
        var pause = Duration.zero
        if let every { pause = try await duration(every, frame, context) ?? .zero }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: body.span.start)))
        let fixed = frame
        return try await reported(.retry, title, at: span, context) { () async throws(Interruption) -> ControlFlow in
            var attempt = 1
            while true {
                let inner = context.forAttempt(attempt, isLast: attempt >= attempts)
                var frame = fixed
                do throws(Interruption) {
                    return try await run(body, &frame, inner)
                } catch .trouble(let trouble) where attempt < attempts && trouble.handlerFailures.isEmpty {
                    attempt += 1
                    if recall(context)?.failure(at: trouble.failure.step) == trouble.failure { continue }
                    if let late = tooLate(for: trouble, after: pause, at: span, context) { throw late }
                    try note(.failed(trouble.failure), at: span, context)
                    if pause > .zero { try await performer.pause(pause, patience: patience(context)) }
                } catch {
                    throw error
                }
            }
        }
    }

    /// A further attempt would begin when the time limit around it is over.
    private func tooLate(
        for trouble: PropagatedFailure, after pause: Duration, at span: Span, _ context: ExecutionContext
    ) -> Interruption? {
        guard context.limits.areOver(at: performer.now + pause) else { return nil }
        let words =
            "the time limit\(context.limits.words) leaves no time for another attempt: \(trouble.failure.message)"
        var late = trouble
        late.failure = failure(.deadline, words, at: span, context)
        late.failure.command = trouble.failure.command
        late.failure.location = trouble.failure.location
        late.failure.output = trouble.failure.output
        (late.isReported, late.isRecorded, late.hasHeld) = (false, false, false)
        return .trouble(late)
    }

    /// A count of one or more; `nil` if there is none or a plan does not know it.
    private func whole(
        _ expression: ValueExpression?, as key: BindingKey, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Int? {
        guard let expression else { return nil }
        switch try await remembered(expression, as: key, frame, context) {
        case .unknown: return nil
        case let other:
            if case .number(let number) = other, let count = number.int, (1..<1_000_000_000).contains(count) {
                return count
            }
            let words = "`\(source(expression.span))` is \(other.shown), not a whole number of one or more"
            throw .failed(failure(.fail, words, at: expression.span, context))
        }
    }
}
