import BelayData
import BelayRuntime
import BelaySource

/// A run as continuous integration reads tests: a suite, with a case for each step that does something.
public struct RunJUnit: Sendable {
    private let run: ReportedRun
    private let id: String

    public init(_ run: ReportedRun, id: String) {
        self.run = run
        self.id = id
    }

    public var text: String {
        let cases = run.steps.filter { $0.start.kind.canFailByItself && $0.start.kind != .action }
        let failed = cases.count { $0.failure != nil }
        let skipped = cases.count(where: \.isSkipped)
        let title = escaped(run.facts.beginning?.title ?? id)
        let counts = "tests=\"\(cases.count)\" failures=\"\(failed)\" skipped=\"\(skipped)\""
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        lines.append("<testsuite name=\"\(title)\" \(counts) time=\"\(time)\"\(moment)>")
        lines += properties
        for step in cases { lines += element(step) }
        return (lines + ["</testsuite>"]).map { $0 + "\n" }.joined()
    }

    private var time: Double {
        guard let first = run.facts.first, let last = run.facts.last else { return 0 }
        return first.duration(to: last).inSeconds
    }

    private var moment: String { run.facts.first.map { " timestamp=\"\($0.text(fractionDigits: 0))\"" } ?? "" }

    private var properties: [String] {
        guard let beginning = run.facts.beginning else { return [] }
        let named = [
            ("run", id), ("outcome", run.outcomeWords), ("runbook", beginning.runbook), ("host", beginning.host),
            ("user", beginning.user), ("belay", beginning.version),
        ]
        return ["  <properties>"]
            + named.map { "    <property name=\"\($0.0)\" value=\"\(escaped($0.1))\"/>" } + ["  </properties>"]
    }

    private func element(_ step: ReportedRun.Step) -> [String] {
        let words = step.words.split(whereSeparator: \.isNewline).joined(separator: " ")
        let name = escaped("\(step.path) \(words)")
        let place = escaped(step.place.isEmpty ? "this machine" : step.place)
        let head = "  <testcase classname=\"\(place)\" name=\"\(name)\" time=\"\(step.took?.inSeconds ?? 0)\""
        var inside: [String] = []
        if let failure = step.failure {
            inside.append(
                "    <failure message=\"\(escaped(failure.message))\">\(escaped(failure.output))</failure>")
        } else if step.isSkipped {
            inside.append("    <skipped message=\"\(escaped(step.skipReason))\"/>")
        }
        if !step.output.isEmpty { inside.append("    <system-out>\(escaped(step.output))</system-out>") }
        return inside.isEmpty ? ["\(head)/>"] : ["\(head)>"] + inside + ["  </testcase>"]
    }

    /// What would steer a terminal or reverse the text next to it is written out, too.
    private func escaped(_ text: String) -> String { JUnitReport.escaped(PrintableText.make(text)) }
}

extension ReportedRun.Step {
    fileprivate var isSkipped: Bool {
        switch ending {
        case .skipped?, .cancelled?, nil: true
        case .done?, .alreadyDone?, .failed?: false
        }
    }

    fileprivate var skipReason: String {
        if case .skipped(let reason)? = ending { return reason }
        return endWords
    }
}
