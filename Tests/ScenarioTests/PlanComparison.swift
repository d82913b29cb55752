import BelayRuntime
import BelaySyntax

/// The commands of a plan next to those that a run has performed.
///
/// Values are compared, not what is shown of them: a piece that the plan does not know matches any text, an element
/// of a list that it does not know for each element, and its one attempt of a `retry` for each attempt. What a secret is no
/// plan says, only where there is one.
struct PlanComparison {
    /// Commands that ran and are nowhere in the plan at their step, or ran there before what the plan puts first.
    let unplanned: [String]

    init(planned: [CommandEffect], performed: [CommandEffect]) {
        var reached: [StepPath: Int] = [:]
        var unplanned: [String] = []
        for effect in performed {
            let last = reached[effect.step] ?? -1
            let places = planned.indices.filter { planned[$0].plans(effect) }
            // What is asked may be asked again, such as in an `await`; what changes something comes once and in order.
            let next = places.first { $0 > last }
            guard let place = effect.sign == .reads ? next ?? places.first : next else {
                unplanned.append(
                    "\(effect.step) \(effect.location.shown)\(effect.sign.rawValue) \(effect.script.shown)")
                continue
            }
            reached[effect.step] = place
        }
        self.unplanned = unplanned
    }
}

extension CommandEffect {
    /// True if this effect of a plan matches an effect of a run.
    fileprivate func plans(_ performed: CommandEffect) -> Bool {
        span == performed.span && sign == performed.sign && step.plans(performed.step)
            && location.plans(performed.location) && script.plans(performed.script)
            && isPipeline == performed.isPipeline && environment.count == performed.environment.count
            && zip(environment, performed.environment).allSatisfy { planned, performed in
                planned.name == performed.name && planned.isSecret == performed.isSecret
                    && (planned.isSecret || planned.value.planned.plans(performed.value.planned))
            } && input?.isSecret == performed.input?.isSecret
            && (input?.isSecret == true || PlannedText.plans(input?.text.planned, performed.input?.text.planned))
            && (undoing == nil) == (performed.undoing == nil)
    }
}

extension StepPath {
    fileprivate func plans(_ performed: StepPath) -> Bool {
        components.count == performed.components.count
            && zip(components, performed.components).allSatisfy { planned, performed in
                switch (planned, performed) {
                case (.element(nil, _), .element): true
                case (.attempt, .attempt): true
                case (.ordinal, _), (.element, _), (.attempt, _), (.undo, _): planned == performed
                }
            }
    }
}

extension Location {
    fileprivate func plans(_ performed: Location) -> Bool {
        PlannedText.plans(host, performed.host) && PlannedText.plans(user, performed.user)
            && prefixes.count == performed.prefixes.count
            && zip(prefixes, performed.prefixes).allSatisfy { planned, performed in
                planned.joined.plans(performed.joined)
            }
    }
}

extension Location.Prefix {
    /// Words with a separator that is in none of them: a list that is not known may be any number of words.
    fileprivate var joined: PlannedText {
        var whole = PlannedText()
        for word in self {
            whole.append(word)
            whole.append("\0")
        }
        return whole
    }
}

extension PlannedText {
    fileprivate static func plans(_ planned: PlannedText?, _ performed: PlannedText?) -> Bool {
        switch (planned, performed) {
        case (nil, nil): true
        case (let planned?, let performed?): planned.plans(performed)
        case (nil, _?), (_?, nil): false
        }
    }

    /// A performed command is known to the last byte; a planned one matches it from start to end.
    func plans(_ performed: PlannedText) -> Bool {
        guard let text = performed.known else { return false }
        var rest = Array(text.utf8)[...]
        var isOpen = false
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .unknown: isOpen = true
            case .known(let known):
                let bytes = Array(known.utf8)
                let isLast = index == pieces.count - 1
                if !isOpen {
                    guard rest.starts(with: bytes) else { return false }
                    rest = rest.dropFirst(bytes.count)
                } else if isLast {
                    return rest.count >= bytes.count && rest.suffix(bytes.count) == bytes[...]
                } else {
                    // The first place is as good as any: what comes after it has the more room.
                    guard let found = rest.firstIndex(of: bytes) else { return false }
                    rest = rest[(found + bytes.count)...]
                    isOpen = false
                }
            }
        }
        return isOpen || rest.isEmpty
    }
}

extension ArraySlice<UInt8> {
    fileprivate func firstIndex(of part: [UInt8]) -> Int? {
        indices.first { self[$0...].starts(with: part) } ?? (part.isEmpty ? startIndex : nil)
    }
}
