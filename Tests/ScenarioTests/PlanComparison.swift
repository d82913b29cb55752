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
            let places = planned.indices.filter { planned[$0].covers(effect) }
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
