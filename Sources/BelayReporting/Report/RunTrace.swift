import BelayData
import BelayLanguage
import BelayRuntime
import BelaySyntax

/// A run as OpenTelemetry's OTLP/JSON, for a collector: a span for the run, for each phase and step, and for each command, with the
/// attributes that the conventions have for CI/CD.
public struct RunTrace: Sendable {
    private let run: ReportedRun
    private let id: String

    public init(_ run: ReportedRun, id: String) {
        self.run = run
        self.id = id
    }

    /// One object on one line.
    public var text: String {
        let scope: DataValue = ["name": "belay", "version": .string(run.facts.beginning?.version ?? "")]
        let spans: DataValue = ["scope": scope, "spans": .array([whole] + steps)]
        let resource: DataValue = ["resource": ["attributes": resourceAttributes], "scopeSpans": .array([spans])]
        let request: DataValue = ["resourceSpans": .array([resource])]
        return request.text
    }

    private var context: TraceContext? { TraceContext(run.facts.beginning?.trace) }

    private var trace: String { context?.trace ?? TraceContext.trace(of: id) }

    private var wholeSpan: String { TraceContext.span(of: nil, in: id) }

    private var title: String { run.facts.beginning?.title ?? id }

    private var resourceAttributes: DataValue {
        let beginning = run.facts.beginning
        return attributes([
            ("service.name", "belay"), ("service.version", beginning?.version), ("host.name", beginning?.host),
            ("cicd.pipeline.name", title), ("cicd.pipeline.run.id", id),
        ])
    }

    // MARK: - Spans

    /// The run itself.
    private var whole: DataValue {
        let failure = run.failures.first
        let beginning = run.facts.beginning
        let end = run.end?.outcome
        return span(
            wholeSpan, parent: context?.span, name: "RUN \(title)", isServer: true,
            from: run.facts.first, to: run.facts.last,
            [
                ("cicd.pipeline.name", title), ("cicd.pipeline.run.id", id), ("cicd.pipeline.action.name", "RUN"),
                ("cicd.pipeline.run.state", end == nil ? "executing" : nil),
                ("cicd.pipeline.result", end.map { Self.result($0, failure) }),
                ("error.type", end == .done ? nil : failure?.kind.rawValue),
                ("belay.runbook", beginning?.runbook), ("belay.lock", beginning?.lock),
                ("belay.outcome", end?.rawValue), ("user.name", beginning?.user),
            ],
            failure: end == .done ? nil : failure?.message ?? (end == nil ? nil : run.outcomeWords))
    }

    private var steps: [DataValue] {
        var spans: [StepPath: String] = [:]
        var used: Set<String> = []
        return run.steps.map { step in
            let parent = Self.around(step.path).lazy.compactMap { spans[$0] }.first ?? wholeSpan
            let own = Self.span(of: step, in: id, &used)
            // What a command does is beneath it, and not beneath what else has its number.
            if spans[step.path] == nil || step.start.effect == nil { spans[step.path] = own }
            return span(step, own, parent: parent)
        }
    }

    /// Of a command that which it was given; of others, and of a command that was run once more, another.
    private static func span(of step: ReportedRun.Step, in id: String, _ used: inout Set<String>) -> String {
        let kind = step.start.effect == nil ? step.start.kind.rawValue : ""
        var number = TraceContext.span(of: step.path, in: id, kind)
        var times = 1
        while !used.insert(number).inserted {
            times += 1
            number = TraceContext.span(of: step.path, in: id, "\(kind)#\(times)")
        }
        return number
    }

    /// The numbers around one, the nearest first; its own, which others may have too.
    private static func around(_ path: StepPath) -> [StepPath] {
        (0...path.components.count).reversed().map { StepPath(Array(path.components.prefix($0))) }
    }

    private func span(_ step: ReportedRun.Step, _ own: String, parent: String) -> DataValue {
        let words = step.words.split(whereSeparator: \.isNewline).joined(separator: " ")
        let result = Self.result(of: step)
        return span(
            own, parent: parent, name: words.isEmpty ? step.start.kind.rawValue : words, isServer: false,
            from: step.began, to: step.ended ?? run.facts.last,
            [
                ("cicd.pipeline.task.name", words), ("cicd.pipeline.task.run.id", "\(id) \(step.path)"),
                ("cicd.pipeline.task.run.result", result), ("error.type", step.failure?.kind.rawValue),
                ("belay.step", step.path.description), ("belay.kind", step.start.kind.rawValue),
                ("belay.sign", step.start.effect?.sign.rawValue),
                ("server.address", step.place.isEmpty ? nil : step.place),
            ],
            exitCode: step.failure?.status,
            failure: step.hasFailed ? step.failure?.message ?? "a step in it failed" : nil)
    }

    private func span(
        _ own: String, parent: String?, name: String, isServer: Bool, from: Timestamp?, to: Timestamp?,
        _ texts: [(String, String?)], exitCode: Int? = nil, failure: String?
    ) -> DataValue {
        var given = attributes(texts).array ?? []
        if let exitCode {
            let number: DataValue = ["intValue": .string("\(exitCode)")]
            given.append(["key": "process.exit.code", "value": number])
        }
        var object = DataValue.Object()
        object["traceId"] = .string(trace)
        object["spanId"] = .string(own)
        if let parent { object["parentSpanId"] = .string(parent) }
        object["name"] = .string(name)
        // INTERNAL and SERVER.
        object["kind"] = .number(isServer ? 2 : 1)
        object["startTimeUnixNano"] = .string(Self.nanoseconds(from))
        object["endTimeUnixNano"] = .string(Self.nanoseconds(to))
        object["attributes"] = .array(given)
        // UNSET, or ERROR with what it was.
        let status: DataValue = if let failure { ["code": 2, "message": .string(failure)] } else { [:] }
        object["status"] = status
        return .object(object)
    }

    private static func nanoseconds(_ moment: Timestamp?) -> String {
        "\((moment ?? Timestamp(sinceEpoch: .zero)).sinceEpoch.wholeNanoseconds)"
    }

    private func attributes(_ texts: [(String, String?)]) -> DataValue {
        var given: [DataValue] = []
        for case (let key, let text?) in texts {
            let value: DataValue = ["stringValue": .string(text)]
            given.append(["key": .string(key), "value": value])
        }
        return .array(given)
    }

    // MARK: - Results

    private static func result(_ outcome: RunEnd.Outcome, _ failure: Failure?) -> String {
        switch outcome {
        case .done: "success"
        case .cancelled, .abandoned, .takenOver: "cancellation"
        case .failed, .handled, .handlerFailed, .needsDecision: result(of: failure)
        }
    }

    /// What cannot be known, or be reached, is an error of the surroundings.
    private static func result(of failure: Failure?) -> String {
        switch failure?.kind {
        case .deadline?: "timeout"
        case .unreachable?, .unknown?, .unshared?, .takenOver?: "error"
        case .command?, .expect?, .fail?, .approval?, nil: "failure"
        }
    }

    private static func result(of step: ReportedRun.Step) -> String? {
        switch step.ending {
        case .done?: "success"
        case .alreadyDone?, .skipped?: "skip"
        case .failed(let failure)?: result(of: failure)
        case .cancelled?: "cancellation"
        case nil: nil
        }
    }
}
