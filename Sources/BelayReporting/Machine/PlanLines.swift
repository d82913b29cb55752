public import BelayData
public import BelayRuntime

/// A plan for machines: one object a step, in order.
public enum PlanLines {
    /// `path` are the titles of the steps around it, outermost first.
    public static func make(_ events: [RunEvent]) -> [JSON] {
        var around: [StepStart] = []
        return events.planned.map { start in
            around.removeAll { !start.step.components.starts(with: $0.step.components) }
            defer { if start.effect == nil { around.append(start) } }
            var object = JSON.Object()
            object["step"] = .string(start.step.description)
            object["path"] = .array(around.map { .string($0.title.shown) })
            object.describe(start)
            return .object(object)
        }
    }
}
