import BelayRuntime
import BelaySyntax

/// The parts of a plan that are shown, by its detail. Starts and ends stay in pairs.
struct PlanSelection {
    private let detail: PlanDetail

    init(_ detail: PlanDetail) { self.detail = detail }

    func entries(of events: [RunEvent]) -> [PlanEntry] {
        var chosen = events
        if let phases = detail.phases {
            chosen = chosen.filter { event in
                guard case .ordinal(let number)? = event.step?.components.first else { return false }
                return phases.contains(number)
            }
        }
        var entries = detail.folds ? PlanFolding.fold(chosen[...]) : chosen.map { .event($0) }
        if !detail.showsHandlers { entries = withoutHandlers(entries) }
        if detail.onlyChanges { entries = changes(of: entries) }
        if !detail.showsReads { entries = withoutReads(entries) }
        if let depth = detail.depth { entries = limited(entries, to: depth) }
        return withoutEmptySame(entries)
    }

    /// Elements are the same as one that has lines; where nothing of that is shown, there is nothing to say of them.
    private func withoutEmptySame(_ entries: [PlanEntry]) -> [PlanEntry] {
        var last: StepPath?
        return entries.filter { entry in
            guard case .same(let elements) = entry else {
                if let event = entry.event, event.hasLine { last = event.step }
                return true
            }
            return last?.components.starts(with: elements.shown.components) ?? false
        }
    }

    /// One that has failed for this plan is the reason of what follows.
    private func withoutReads(_ entries: [PlanEntry]) -> [PlanEntry] {
        var failed: Set<StepPath> = []
        for case .stepFinished(let end)? in entries.map(\.event) where end.kind == .read {
            if case .failed = end.ending { failed.insert(end.step) }
        }
        return entries.filter { entry in
            guard let event = entry.event, event.isRead else { return true }
            return event.step.map(failed.contains) ?? false
        }
    }

    // MARK: - Handlers

    /// A handler for failures as a line. One that is short is shown: its line would say less.
    private func withoutHandlers(_ entries: [PlanEntry]) -> [PlanEntry] {
        var shown: [PlanEntry] = []
        var index = 0
        while index < entries.count {
            guard case .event(.handlerStarted(let start)) = entries[index],
                start.reason == .onFailure,
                let end = entries[index...].firstIndex(where: { $0.event?.isEnd(of: start) ?? false })
            else {
                shown.append(entries[index])
                index += 1
                continue
            }
            let inside = entries[(index + 1)..<end]
            let steps = inside.count { $0.event?.isStep ?? false }
            if steps <= Self.shortest {
                shown += entries[index..<end]
                index = end
                continue
            }
            shown.append(.counted(.handlerStarted(start), EffectCount(inside.compactMap(\.event))))
            index = end
        }
        return shown
    }

    private static let shortest = 3

    // MARK: - Changes

    private func changes(of entries: [PlanEntry]) -> [PlanEntry] {
        var around: Set<StepPath> = []
        for entry in entries where entry.isChange {
            let components = entry.event?.step?.components ?? []
            for length in components.indices { around.insert(StepPath(Array(components.prefix(length)))) }
            around.insert(StepPath(components))
        }
        return entries.filter { entry in
            if entry.isChange { return true }
            guard let event = entry.event else { return true }
            switch event {
            case .stepStarted(let start):
                return start.effect == nil && start.kind.isFrame && around.contains(start.step)
            case .handlerStarted(let start): return around.contains(start.step)
            case .stepFinished(let end): return end.kind == .handler || end.kind == .undo
            case .branchStarted, .branchEnded, .strandStarted, .strandEnded: return true
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .runFinished:
                return false
            }
        }
    }

    // MARK: - Depth

    /// What lies deeper is counted where it would be.
    private func limited(_ entries: [PlanEntry], to depth: Int) -> [PlanEntry] {
        var hidden: [StepPath: EffectCount] = [:]
        for entry in entries {
            guard let event = entry.event, let step = event.step, step.level > depth else { continue }
            hidden[step.prefix(level: depth), default: EffectCount()].take(event)
        }
        return entries.compactMap { entry in
            if case .same(let elements) = entry { return elements.loop.level < depth ? entry : nil }
            guard let event = entry.event else { return entry }
            guard let step = event.step else { return entry }
            if step.level > depth { return event.isPairedOrQuestion ? entry : nil }
            guard case .event = entry, case .stepStarted(let start) = event, start.effect == nil,
                let count = hidden[step], count.all > 0
            else { return entry }
            hidden[step] = nil
            return .counted(event, count)
        }
    }
}

extension PlanEntry {
    fileprivate var isChange: Bool {
        switch self {
        case .same: return true
        case .counted(_, let count): return count.changeParts.count > 0
        case .event(let event):
            if event.isQuestion { return true }
            switch event {
            case .stepStarted(let start): return start.kind == .edit || start.effect.map { $0.sign != .reads } ?? false
            case .said(_, .difference): return true
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .handlerStarted,
                .branchStarted, .branchEnded, .strandStarted, .strandEnded, .stepFinished, .runFinished:
                return false
            }
        }
    }
}

extension RunEvent {
    /// A command that a step asks, or what became of it.
    fileprivate var isRead: Bool {
        switch self {
        case .stepStarted(let start): start.kind == .read
        case .stepFinished(let end): end.kind == .read
        case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .handlerStarted,
            .branchStarted, .branchEnded, .strandStarted, .strandEnded, .runFinished:
            false
        }
    }

    /// It has a line of its own also where reads have none.
    fileprivate var isStep: Bool {
        switch self {
        case .stepStarted(let start): start.kind != .read
        case .handlerStarted: true
        case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .stepFinished,
            .branchStarted, .branchEnded, .strandStarted, .strandEnded, .runFinished:
            false
        }
    }

    /// A plan has a line for it.
    fileprivate var hasLine: Bool {
        switch self {
        case .stepStarted, .handlerStarted, .said, .questionAsked: true
        case .stepFinished(let end): if case .failed = end.ending { true } else { false }
        case .runStarted, .stepOutput, .awaitObserved, .questionAnswered, .branchStarted, .branchEnded, .strandStarted,
            .strandEnded, .runFinished:
            false
        }
    }

    fileprivate var isPairedOrQuestion: Bool {
        switch self {
        case .branchStarted, .branchEnded, .strandStarted, .strandEnded: true
        case .stepStarted, .handlerStarted, .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked,
            .questionAnswered, .stepFinished, .runFinished:
            isQuestion
        }
    }

    fileprivate func isEnd(of start: HandlerStart) -> Bool {
        guard case .stepFinished(let end) = self else { return false }
        return end.kind == .handler && end.step == start.step
    }
}

extension StepKind {
    /// It holds other steps, or is an action with commands of its own.
    fileprivate var isFrame: Bool {
        switch self {
        case .phase, .step, .action, .loop, .retry, .repeat, .together, .between, .handler, .undo, .place: true
        case .command, .read, .await, .wait, .expect, .question, .say, .note, .edit, .fail, .statement: false
        }
    }
}
