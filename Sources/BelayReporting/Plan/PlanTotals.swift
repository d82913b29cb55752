import BelayRuntime

/// How much a plan does: as a whole, and in each of its phases.
struct PlanTotals {
    struct Phase {
        var step: StepPath
        var title: String
        /// Of what runs unless something fails.
        var effects = EffectCount()
        /// Of failure handlers.
        var inHandlers = EffectCount()
        var questions = 0
        var pointsOfNoReturn = 0

        /// Such as `20 changes, 1 destructive, 2 questions; on failure 61 changes`.
        var sentence: String {
            var parts = effects.parts
            if questions > 0 { parts.append(questions == 1 ? "1 question" : "\(questions) questions") }
            if pointsOfNoReturn > 0 {
                parts.append(
                    pointsOfNoReturn == 1 ? "1 point of no return" : "\(pointsOfNoReturn) points of no return")
            }
            if !inHandlers.parts.isEmpty { parts.append("on failure \(inHandlers.sentence)") }
            return parts.isEmpty ? "no commands" : parts.joined(separator: ", ")
        }
    }

    private(set) var all = EffectCount()
    private(set) var phases: [Phase] = []
    private(set) var showsUnknown = false

    init(_ events: [RunEvent]) {
        var handlers: [StepPath] = []
        for event in events {
            all.take(event)
            switch event {
            case .stepStarted(let start):
                if start.kind == .phase { phases.append(Phase(step: start.step, title: start.title.shown)) }
                if start.showsUnknown { showsUnknown = true }
            case .handlerStarted(let start) where start.reason == .onFailure: handlers.append(start.step)
            case .stepFinished(let end) where end.kind == .handler && end.step == handlers.last: handlers.removeLast()
            case .handlerStarted, .stepFinished, .questionAsked, .runStarted, .stepOutput, .said, .awaitObserved,
                .questionAnswered, .branchStarted, .branchEnded, .strandStarted, .strandEnded, .runFinished:
                break
            }
            count(event, isInHandler: !handlers.isEmpty)
        }
    }

    private mutating func count(_ event: RunEvent, isInHandler: Bool) {
        guard let step = event.step, let last = phases.indices.last,
            step.components.starts(with: phases[last].step.components)
        else { return }
        if isInHandler { phases[last].inHandlers.take(event) } else { phases[last].effects.take(event) }
        guard case .questionAsked(let question) = event else { return }
        if case .pointOfNoReturn = question.kind {
            phases[last].pointsOfNoReturn += 1
        } else {
            phases[last].questions += 1
        }
    }
}

extension StepStart {
    fileprivate var showsUnknown: Bool {
        guard let effect else { return false }
        return effect.script.known == nil || effect.location.shown.contains("‹")
    }
}
