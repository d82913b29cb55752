public import BelayData
public import BelayRuntime

/// A plan for machines: one object a step, in order.
///
/// - `path` are the titles of the steps around it, outermost first.
/// - `when` are the conditions that it is done under and that are not known before the run, outermost first.
/// - `fails` is why the step would fail now.
/// - `batches` are those of a loop, each with the names of its elements.
/// - A point of no return is a kind of its own, with the text of the `lock` that has to be typed.
public enum PlanLines {
    public static func make(_ events: [RunEvent]) -> [DataValue] {
        var around: [StepStart] = []
        var walk = PlanWalk()
        var lines: [(step: StepPath, object: DataValue.Object)] = []
        func add(_ start: StepStart, when conditions: [String]) {
            around.removeAll { !start.step.components.starts(with: $0.step.components) }
            defer { if start.effect == nil { around.append(start) } }
            var object = DataValue.Object()
            object["step"] = .string(start.step.description)
            object["path"] = .array(around.map { .string($0.title.shown) })
            object["when"] = .array(conditions.map { .string($0) })
            object.describe(start)
            lines.append((start.step, object))
        }
        for event in events {
            // A handler is there in any case; what it holds is done when it runs.
            if case .handlerStarted(let start) = event { add(StepStart(handler: start), when: walk.conditions) }
            walk.handle(event)
            switch event {
            case .stepStarted(let start): add(start, when: walk.conditions)
            case .questionAsked(let question):
                guard let index = lines.lastIndex(where: { $0.step == question.step }) else { continue }
                lines[index].object.describe(question)
            case .stepFinished(let end):
                guard case .failed(let failure) = end.ending, failure.step == end.step, end.kind != .read else {
                    continue
                }
                if lines.last?.step != failure.step {
                    let title = PlannedText(failure.message)
                    add(
                        StepStart(step: failure.step, kind: .fail, title: title, span: failure.span),
                        when: walk.conditions)
                }
                lines[lines.count - 1].object["fails"] = .string(failure.message)
            case .said(let step, .batch(let text)):
                guard let index = lines.lastIndex(where: { $0.step == step }) else { continue }
                var batches: [DataValue] = []
                if case .array(let known)? = lines[index].object["batches"] { batches = known }
                lines[index].object["batches"] = .array(batches + [.string(text)])
            case .handlerStarted, .branchStarted, .branchEnded, .runStarted, .stepOutput, .said, .awaitObserved,
                .questionAnswered, .strandStarted, .strandEnded, .runFinished:
                continue
            }
        }
        return lines.map { .object($0.object) }
    }
}

extension DataValue.Object {
    /// The kind of question that a step asks.
    fileprivate mutating func describe(_ question: Question) {
        switch question.kind {
        case .pointOfNoReturn(let lock):
            self["kind"] = .string(question.name)
            self["lock"] = .string(lock.shown)
        case .approval(let wanted):
            self["question"] = .string(question.name)
            self["approvals"] = wanted.count.map { .number($0) } ?? .null
        case .confirm, .ask, .manual, .outcome, .hold: self["question"] = .string(question.name)
        }
    }
}
