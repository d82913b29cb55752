import BelayLanguage
import BelaySource
import BelaySyntax

/// What must have come of what has run.
extension TestWalk {
    mutating func check(_ claim: Claim, _ context: ExecutionContext) async throws(Interruption) {
        if claim.kind.isOfEnd {
            act?.isClaimed = true
            if let end = act?.end { try await check(end, claim, context) }
            return
        }
        switch claim.kind {
        case .runs(let items): try await checkOrder(items, claim, context)
        case .neverRuns(let items): try await checkAbsence(items, claim, context)
        case .changes(let items): try await checkChanges(items, claim, context)
        case .runsNothing:
            if let first = world.performed.first {
                failures.append(.unmet("a command ran: \(first.effect.line)", claim.span, ran: ran))
            }
        case .told(let kind, let text): try await checkTold(kind, text, claim, context)
        case .readsAs(let file): try await keepPlan(file, claim, context)
        case .isDone, .isHandled, .fails: break
        }
    }

    /// What ran, a line each.
    private var ran: [String] { world.performed.map(\.effect.line) }

    // MARK: - The end

    private mutating func check(_ end: RunEnd, _ claim: Claim, _ context: ExecutionContext) async throws(Interruption) {
        switch claim.kind {
        case .isDone: if end.outcome == .done { return }
        case .isHandled: if end.outcome == .handled { return }
        case .fails(let message):
            guard [.failed, .handled, .handlerFailed, .needsDecision].contains(end.outcome) else { break }
            guard let message else { return }
            let wanted = TextPattern(try await interpreter.text(message, frame, context).shown)
            let messages = end.failures.map(\.message)
            if messages.contains(where: wanted.matches) { return }
        case .runs, .neverRuns, .changes, .runsNothing, .told, .readsAs: return
        }
        failures.append(.unmet(end.words, claim.span, ran: ran))
    }

    // MARK: - Commands

    private func keys(_ items: [TestItem], _ context: ExecutionContext) async throws(Interruption) -> [StubTable.Key] {
        var keys: [StubTable.Key] = []
        for item in items {
            switch item {
            case .stub(let stub): keys.append(try await key(of: stub.command, context))
            case .place(let place, let items):
                keys += try await self.keys(items, try await self.context(in: place, context))
            case .given, .file, .answer, .run, .plan, .undo, .claim, .statement: break
            }
        }
        return keys
    }

    /// In this order, with others between them.
    private mutating func checkOrder(
        _ items: [TestItem], _ claim: Claim, _ context: ExecutionContext
    ) async throws(Interruption) {
        var rest = world.performed[...]
        for key in try await keys(items, context) {
            if let index = rest.firstIndex(where: { key.matches($0.effect) }) {
                rest = rest[(index + 1)...]
                continue
            }
            let isEarlier = world.performed.contains { key.matches($0.effect) }
            let words = isEarlier ? "ran, but earlier than what comes before it here" : "did not run"
            failures.append(.unmet("\(key.line) \(words)", claim.span, ran: ran))
            return
        }
    }

    private mutating func checkAbsence(
        _ items: [TestItem], _ claim: Claim, _ context: ExecutionContext
    ) async throws(Interruption) {
        for key in try await keys(items, context) where world.performed.contains(where: { key.matches($0.effect) }) {
            failures.append(.unmet("\(key.line) ran", claim.span, ran: ran))
        }
    }

    private mutating func checkChanges(
        _ items: [TestItem], _ claim: Claim, _ context: ExecutionContext
    ) async throws(Interruption) {
        let wanted = try await keys(items, context)
        let changes = world.performed.map(\.effect).filter { $0.sign != .reads }
        let lines = changes.map(\.line)
        for (key, effect) in zip(wanted, changes) where !key.matches(effect) {
            let ran = effect.line + (key.isOf(effect) ? effect.inputLine : "")
            failures.append(.unmet("\(ran) ran where \(key.line) was to", claim.span, ran: lines))
            return
        }
        if let key = wanted.dropFirst(changes.count).first {
            failures.append(.unmet("\(key.line) did not run", claim.span, ran: lines))
        } else if let effect = changes.dropFirst(wanted.count).first {
            failures.append(.unmet("\(effect.line) ran besides", claim.span, ran: lines))
        }
    }

    // MARK: - Words

    private mutating func checkTold(
        _ kind: ClaimSyntax.ToldKind, _ text: ValueExpression, _ claim: Claim, _ context: ExecutionContext
    ) async throws(Interruption) {
        let wanted = TextPattern(try await interpreter.text(text, frame, context).shown)
        let told = told(kind)
        if told.contains(where: wanted.matches) { return }
        let instead = told.isEmpty ? "it \(kind.negation)" : "it \(kind.rawValue) “\(told[0])”"
        failures.append(.unmet(instead, claim.span, told: told))
    }

    private func told(_ kind: ClaimSyntax.ToldKind) -> [String] {
        let events = world.events
        switch kind {
        case .says: return events.compactMap { if case .said(_, .plain(let text)) = $0 { text } else { nil } }
        case .notes: return events.compactMap { if case .said(_, .noted(let text)) = $0 { text } else { nil } }
        case .asks: return world.questions.map(\.text.shown)
        case .undoes:
            return events.compactMap { event in
                guard case .handlerStarted(let start) = event, start.reason == .undo else { return nil }
                return start.title.shown
            }
        case .recovers: return ((act?.end.report.recovered ?? []) + performer.passed.recovered).map(\.message)
        case .skips:
            var titles: [StepPath: String] = [:]
            return events.compactMap { event in
                if case .stepStarted(let start) = event { titles[start.step] = start.title.shown }
                guard case .stepFinished(let end) = event, case .alreadyDone = end.ending else { return nil }
                return titles[end.step]
            }
        }
    }

    /// The plan is drawn and compared by whoever has the file.
    private mutating func keepPlan(
        _ file: ValueExpression, _ claim: Claim, _ context: ExecutionContext
    ) async throws(Interruption) {
        let name = try await interpreter.text(file, frame, context).shown
        let plan = if let planned { planned } else { await plan(of: given) }
        plans.append(PlannedSnapshot(file: name, plan: plan, title: program.title, span: claim.span))
    }
}

extension RunEnd {
    /// Every failure, those of handlers too.
    var failures: [Failure] {
        let all = report.failures + [failure].compactMap(\.self) + handlerFailures
        return all.enumerated().filter { index, one in !all.prefix(index).contains(one) }.map(\.element)
    }

    /// How it ended, as a sentence without a full stop.
    var words: String {
        let message = failures.first.map { ": \($0.message)" } ?? ""
        return switch outcome {
        case .done: "it is done"
        case .failed: "it failed\(message)"
        case .handled: "it failed, and its handlers ran\(message)"
        case .handlerFailed: "a handler failed too: \(failures.map(\.message).joined(separator: "; "))"
        case .needsDecision: "a person must decide\(message)"
        case .cancelled: "it was cancelled"
        case .abandoned: "it was given up"
        case .takenOver: "another took it over"
        }
    }
}

extension ClaimSyntax.ToldKind {
    fileprivate var negation: String {
        switch self {
        case .says: "said nothing"
        case .notes: "noted nothing"
        case .asks: "asked nothing"
        case .skips: "skipped nothing"
        case .undoes: "undid nothing"
        case .recovers: "recovered from nothing"
        }
    }
}

extension CommandEffect {
    /// With its sign and its place, on one line.
    var line: String {
        let place = location.shown
        return "`\(sign.rawValue) \(script.shown.oneLine)`" + (place.isEmpty ? "" : " on \(place)")
    }
}

extension CommandEffect {
    /// What tells it from another of the same text.
    fileprivate var inputLine: String {
        input.map { " with the input “\($0.text.shown.trimmingEnd.oneLine)”" } ?? " without input"
    }
}

extension StubTable.Key {
    var line: String {
        "`\(sign.rawValue) \(script.text.oneLine)`" + (place.text.isEmpty ? "" : " on \(place.text)")
            + (input.map { " with the input “\($0.text.oneLine)”" } ?? "")
    }
}

extension String {
    fileprivate var oneLine: String {
        let lines = split(separator: "\n")
        guard let first = lines.first, lines.count > 1 else { return self }
        return first + " \(Stub.wildcard)"
    }
}
