import BelayData
import BelayLanguage
import BelaySource

/// Loops: turns in order or side by side, and attempts.
extension Interpreter {
    private struct Bounds {
        var limit: Int
        var tolerance: Int
    }

    func turns(
        of loop: Loop, at span: Span, _ frame: inout Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let list = try await remembered(loop.list, as: "for \(loop.name)", frame, scope)
        let elements: [(position: Int?, value: Value, label: String)]
        switch list {
        case .list(let values):
            elements = values.enumerated().map { ($0.offset + 1, $0.element, performer.redacted($0.element.shown)) }
        case .unknown: elements = [(nil, .unknown(loop.name), loop.name)]
        case let other:
            let words = "`\(source(loop.list.span))` is \(other.kindName), and only a list can be gone through"
            throw .failed(failure(.fail, words, at: loop.list.span, scope))
        }
        let bounds = Bounds(
            limit: try await whole(loop.limit, as: "at most", frame, scope) ?? .max,
            tolerance: try await whole(loop.tolerance, as: "stopping after", frame, scope) ?? 1)
        if scope.isProbing {
            for element in elements {
                let flow = try await turn(element, of: loop, at: span, frame, scope)
                guard case .next = flow else { return flow }
            }
            return .next
        }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: loop.body.span.start)))
        let fixed = frame
        return try await reported(.loop, title, at: span, scope) { () async throws(Interruption) -> Flow in
            if loop.isTogether, !performer.walksEveryPath {
                try await sideBySide(elements, bounds, of: loop, at: span, fixed, scope)
                return .next
            }
            return try await inOrder(elements, bounds, of: loop, at: span, fixed, scope)
        }
    }

    private func turn(
        _ element: (position: Int?, value: Value, label: String), of loop: Loop, at span: Span, _ frame: Frame,
        _ scope: Scope
    ) async throws(Interruption) -> Flow {
        var inner = scope
        inner.path = scope.step.appending(.element(position: element.position, label: element.label))
        if !scope.isProbing { inner.step = inner.path }
        var frame = frame
        frame.locals[loop.slot] = element.value
        return try await run(loop.body, &frame, inner)
    }

    private func inOrder(
        _ elements: [(position: Int?, value: Value, label: String)], _ bounds: Bounds, of loop: Loop, at span: Span,
        _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        var troubles: [Trouble] = []
        for element in elements where troubles.count < bounds.tolerance {
            do {
                let flow = try await turn(element, of: loop, at: span, frame, scope)
                guard case .next = flow else { return flow }
            } catch .trouble(let trouble) {
                troubles.append(trouble)
                if !trouble.handlerFailures.isEmpty { break }
            } catch {
                throw error
            }
        }
        try raise(troubles)
        return .next
    }

    private func sideBySide(
        _ elements: [(position: Int?, value: Value, label: String)], _ bounds: Bounds, of loop: Loop, at span: Span,
        _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) {
        var troubles: [Trouble] = []
        var other: Interruption?
        await withTaskGroup(of: Interruption?.self) { group in
            var waiting = elements.makeIterator()
            /// Those that had begun are begun again, whatever has failed since: what is begun is finished.
            func next() -> (position: Int?, value: Value, label: String)? {
                while other == nil, let element = waiting.next() {
                    let path = scope.step.appending(.element(position: element.position, label: element.label))
                    if troubles.count < bounds.tolerance || recall(scope)?.hasBegun(turn: path) == true {
                        return element
                    }
                }
                return nil
            }
            func begin() -> Bool {
                guard let element = next() else { return false }
                var inner = scope
                inner.turns.append(turns.next())
                let scope = inner
                group.addTask {
                    await interruption { () async throws(Interruption) -> Void in
                        _ = try await turn(element, of: loop, at: span, frame, scope)
                    }
                }
                return true
            }
            var begun = 0
            while begun < bounds.limit, begin() { begun += 1 }
            while let ended = await group.next() {
                switch ended {
                case .trouble(let trouble)?: troubles.append(trouble)
                case .cancelled?, .stopped?, .undecided?, .settled?: other = other ?? ended
                case nil: break
                }
                _ = begin()
            }
        }
        if let other { throw other }
        try raise(troubles)
    }

    private func interruption(_ body: () async throws(Interruption) -> Void) async -> Interruption? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    /// The first failure is the loop's; what handlers could not do is kept.
    private func raise(_ troubles: [Trouble]) throws(Interruption) {
        guard var first = troubles.first else { return }
        first.isHandled = troubles.allSatisfy(\.isHandled)
        first.handlerFailures = troubles.flatMap(\.handlerFailures)
        first.others += troubles.dropFirst().flatMap(\.steps)
        throw .trouble(first)
    }

    func retry(
        _ count: ValueExpression, _ every: ValueExpression?, _ body: Block, at span: Span, _ frame: inout Frame,
        _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let attempts = try await whole(count, as: "retry times", frame, scope) ?? 1
        var pause = Duration.zero
        if let every { pause = try await duration(every, frame, scope) ?? .zero }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: body.span.start)))
        let fixed = frame
        return try await reported(.retry, title, at: span, scope) { () async throws(Interruption) -> Flow in
            var attempt = 1
            while true {
                var inner = scope
                inner.path = scope.step.appending(.attempt(attempt))
                inner.isRetried = attempt < attempts
                var frame = fixed
                do throws(Interruption) {
                    return try await run(body, &frame, inner)
                } catch .trouble(let trouble) where attempt < attempts && trouble.handlerFailures.isEmpty {
                    attempt += 1
                    if recall(scope)?.failure(at: trouble.failure.step) == trouble.failure { continue }
                    try note(.failed(trouble.failure), at: span, scope)
                    if pause > .zero { try await performer.pause(pause, patience: patience(scope)) }
                } catch {
                    throw error
                }
            }
        }
    }

    /// A count of one or more; `nil` when there is none, or a plan does not know it.
    private func whole(
        _ expression: ValueExpression?, as name: String, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> Int? {
        guard let expression else { return nil }
        switch try await remembered(expression, as: name, frame, scope) {
        case .unknown: return nil
        case let other:
            if case .number(let number) = other, let count = number.int, (1..<1_000_000_000).contains(count) {
                return count
            }
            let words = "`\(source(expression.span))` is \(other.shown), not a whole number of one or more"
            throw .failed(failure(.fail, words, at: expression.span, scope))
        }
    }
}
