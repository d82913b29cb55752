import BelayData
import BelayLanguage
import BelaySource

/// Loops over a list: in order, side by side, or batch by batch.
extension Interpreter {
    private struct Bounds {
        /// Nil where all elements are one batch.
        var batches: BatchSizes?
        var limit: Int
        var tolerance: Int
    }

    func iterate(
        _ loop: Loop, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let all = try await elements(of: loop.head, isKept: true, frame, context)
        let bounds = Bounds(
            batches: try await batches(of: loop, frame, context),
            limit: try await whole(loop.limit, as: .concurrency, frame, context) ?? .max,
            tolerance: try await whole(loop.tolerance, as: .tolerance, frame, context) ?? 1)
        let fixed = frame
        if context.isProbing {
            let elements = try await chosen(all, by: loop.head, isKept: true, fixed, context)
            return try await byBatch(elements, bounds, of: loop, at: span, fixed, context) {
                (batch, _, _) async throws(Interruption) -> ControlFlow in
                for element in batch {
                    let flow = try await iterate(element, of: loop, fixed, context)
                    guard case .next = flow else { return flow }
                }
                return .next
            }
        }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: loop.body.span.start)))
        return try await reported(.loop, title, at: span, context) { () async throws(Interruption) -> ControlFlow in
            let elements = try await chosen(all, by: loop.head, isKept: true, fixed, context)
            let number = self.loops.next()
            let isPlan = mode.walksEveryPath
            let isBeside = loop.isTogether && !isPlan
            if isPlan { tell(bounds.batches, of: elements, at: context.step) }
            return try await byBatch(elements, bounds, of: loop, at: span, fixed, context) {
                (batch, place, tally) async throws(Interruption) -> ControlFlow in
                guard isBeside else { return try await inOrder(batch, bounds, of: loop, &tally, fixed, context) }
                try await sideBySide(
                    batch.map { strand(of: $0, in: loop, fixed, context) }, atMost: bounds.limit,
                    tolerating: bounds.tolerance, as: number, batch: place, &tally, context)
                return .next
            }
        }
    }

    private func strand(
        of element: LoopElement, in loop: Loop, _ frame: Frame, _ context: ExecutionContext
    ) -> Strand<Void> {
        let isBegun = recall(context)?.hasBegun(element.step(in: context)) == true
        return Strand(label: element.label, steps: [element.step(in: context)], isBegun: isBegun) {
            (context) async throws(Interruption) -> Void in
            _ = try await iterate(element, of: loop, frame, context)
        }
    }

    private func iterate(
        _ element: LoopElement, of loop: Loop, _ frame: Frame, _ context: ExecutionContext
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
        _ elements: ArraySlice<LoopElement>, _ bounds: Bounds, of loop: Loop, _ tally: inout Tally, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        for element in elements where tally.failed.count < bounds.tolerance {
            tally.begin(element.label)
            do {
                let flow = try await iterate(element, of: loop, frame, context)
                guard case .next = flow else { return flow }
                tally.done += 1
            } catch .trouble(let trouble) {
                tally.fail(element.label, trouble)
                if !trouble.handlerFailures.isEmpty { throw .trouble(tally.trouble(at: context.step) ?? trouble) }
            } catch {
                throw error
            }
        }
        return .next
    }

    // MARK: - Batches

    private func batches(
        of loop: Loop, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> BatchSizes? {
        guard let sizes = loop.batches else { return nil }
        let value = try await remembered(sizes, as: .batches, frame, context)
        if let known = BatchSizes(value) { return known }
        if value.unknownName != nil { return .unknown }
        let words =
            "`\(source(sizes.span))` is \(value.shown), not the size of a batch, such as 10 or 25%, or a list of sizes"
        throw .failed(failure(.fail, words, at: sizes.span, context))
    }

    /// What a reviewer wants to know first: which elements have their turn together. Nothing where a plan does not know the list.
    private func tell(_ sizes: BatchSizes?, of elements: [LoopElement], at step: StepPath) {
        guard case .known? = sizes, let batches = sizes?.split(elements), elements.allSatisfy({ $0.position != nil })
        else { return }
        let isOpen = elements.contains(where: \.isOpen)
        for (index, batch) in batches.enumerated() {
            let names = batch.map { $0.label.isEmpty ? "[]" : StepPath.shown(label: $0.label) }
            let number = "\(isOpen ? "if all are chosen, " : "")batch \(index + 1) of \(batches.count)"
            performer.observe(.said(step, .batch("\(number): \(names.joined(separator: ", "))")))
        }
    }

    /// Each batch begins when the one before is done and what comes between them went well. After too many failures no
    /// further one begins; one that an interrupted run had begun is finished.
    private func byBatch(
        _ elements: [LoopElement], _ bounds: Bounds, of loop: Loop, at span: Span, _ frame: Frame,
        _ context: ExecutionContext,
        _ body: (ArraySlice<LoopElement>, _ number: Int, inout Tally) async throws(Interruption) -> ControlFlow
    ) async throws(Interruption) -> ControlFlow {
        var tally = Tally(elements.map(\.label))
        let batches = bounds.batches?.split(elements) ?? [elements[...]]
        for (index, batch) in batches.enumerated() {
            let flow = try await body(batch, index + 1, &tally)
            guard case .next = flow else { return try ended(flow, tally, context) }
            let rest = elements[batch.endIndex...]
            guard let between = loop.between, !rest.isEmpty || mayBeMore(elements, bounds.batches) else { continue }
            guard tally.failed.count < bounds.tolerance || hasBegun(rest, context) else { break }
            do {
                let count = rest.isEmpty ? nil : batches.count
                let flow = try await pass(between, after: index + 1, of: count, at: span, frame, context)
                guard case .next = flow else { return try ended(flow, tally, context) }
            } catch .trouble(let trouble) {
                tally.end(between: trouble)
                throw .trouble(tally.trouble(at: context.step) ?? trouble)
            } catch {
                throw error
            }
        }
        return try ended(.next, tally, context)
    }

    /// What failed before the block was left fails all the same.
    private func ended(_ flow: ControlFlow, _ tally: Tally, _ context: ExecutionContext) throws(Interruption)
        -> ControlFlow
    {
        if let trouble = tally.trouble(at: context.step) { throw .trouble(trouble) }
        return flow
    }

    /// Nobody knows before the run whether there is another batch.
    private func mayBeMore(_ elements: [LoopElement], _ batches: BatchSizes?) -> Bool {
        switch batches {
        case .unknown?: elements.count > 1
        case .known?, nil: elements.contains { $0.position == nil }
        }
    }

    private func hasBegun(_ elements: ArraySlice<LoopElement>, _ context: ExecutionContext) -> Bool {
        guard let history = recall(context) else { return false }
        return elements.contains { history.hasBegun($0.step(in: context)) }
    }

    /// - Parameter count: how many batches there are; nil where a plan does not know that there is a second one.
    private func pass(
        _ between: Block, after batch: Int, of count: Int?, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let inner = context.forTurn(batch)
        var frame = frame
        if context.isProbing { return try await run(between, &frame, inner) }
        let title = count.map { "between batches \(batch) and \(batch + 1) of \($0)" } ?? "between batches"
        return try await reported(.between, PlannedText(title), at: span, inner) {
            () async throws(Interruption) -> ControlFlow in
            if count != nil { return try await run(between, &frame, inner) }
            _ = try await plan(branch: between, &frame, inner)
            return .next
        }
    }
}
