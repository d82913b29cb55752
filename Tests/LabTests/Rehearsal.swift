import BelayData

/// `belay rehearse` of a runbook, with both its outputs.
struct Rehearsal {
    let output: String
    let status: Int32

    init(_ runbook: RunbookFile, _ options: String...) throws {
        self.init(
            try LabRun("belay", words: ["rehearse", runbook.path, "--yes", "cluster=example.com"] + options))
    }

    init(_ run: LabRun) {
        output = run.output
        status = run.status
    }

    /// The object that says how it ended.
    var end: DataValue? {
        output.split(separator: "\n").last { $0.contains("\"run.finished\"") }.flatMap {
            try? DataValue(parsing: String($0))
        }
    }
}
