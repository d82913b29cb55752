import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime

/// Runs as metrics in the text format of Prometheus, for a textfile collector: of each runbook and target the last run, and how many
/// can be resumed. Sessions are not among them.
struct RunMetrics {
    private struct Series: Hashable {
        var runbook: String
        var lock: String

        var labels: String { "{runbook=\"\(Self.escaped(runbook))\",lock=\"\(Self.escaped(lock))\"}" }

        /// As the format wants it in a label.
        private static func escaped(_ text: String) -> String {
            var escaped = ""
            for character in text {
                switch character {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n", "\r\n": escaped += "\\n"
                default: escaped.append(character)
                }
            }
            return escaped
        }
    }

    private let series: [(key: Series, runs: [RunSummary])]

    /// - Parameter summaries: the oldest first.
    init(_ summaries: [RunSummary]) {
        var found: [Series: [RunSummary]] = [:]
        for summary in summaries where !summary.isSession {
            guard let beginning = summary.beginning else { continue }
            found[Series(runbook: beginning.runbook, lock: beginning.lock ?? ""), default: []].append(summary)
        }
        series = found.map { (key: $0.key, runs: $0.value) }
            .sorted { ($0.key.runbook, $0.key.lock) < ($1.key.runbook, $1.key.lock) }
    }

    var text: String {
        gauge("belay_last_run_success", "1 if the last run that ended was done, else 0.") { runs in
            runs.last { $0.state != .running }.map { $0.isDone ? "1" : "0" }
        }
            + gauge("belay_last_run_start_timestamp_seconds", "When the last run began.") { $0.last?.startedSeconds }
            + gauge("belay_last_success_timestamp_seconds", "When the last run that was done began.") { runs in
                runs.last(where: \.isDone)?.startedSeconds
            }
            + gauge("belay_last_run_duration_seconds", "How long the last run that ended took.") { runs in
                runs.last { $0.state != .running }?.duration.map(Self.seconds)
            }
            + gauge("belay_runs_running", "Runs that run now.") { runs in "\(runs.count { $0.state == .running })" }
            + gauge("belay_runs_resumable", "Runs that can be resumed, and keep their lock.") { runs in
                "\(runs.count(where: \.isResumable))"
            }
    }

    /// A metric with a sample for each series that has a value.
    private func gauge(_ name: String, _ help: String, _ value: ([RunSummary]) -> String?) -> String {
        let samples = series.compactMap { entry in value(entry.runs).map { "\(name)\(entry.key.labels) \($0)\n" } }
        if samples.isEmpty { return "" }
        return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + samples.joined()
    }

    fileprivate static func seconds(_ duration: Duration) -> String {
        DataValue.seconds(duration).text
    }
}

extension RunSummary {
    fileprivate var isDone: Bool { state == .finished(.done) }

    fileprivate var startedSeconds: String? { startedAt.map { RunMetrics.seconds($0.sinceEpoch) } }
}
