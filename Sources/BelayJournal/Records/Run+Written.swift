import BelayData
import BelayRuntime

extension JournalRecord.Started {
    /// The number of the journal's format.
    static let format = 5
    /// The formats that are read: all of an older one means the same now.
    static let readFormats = 3...format

    var members: [Member] {
        [
            ("journal", .number(Self.format)), ("version", .string(version)), ("run", .string(run)),
            ("title", .string(title)), ("steps", .number(stepCount)), ("runbook", .string(runbook)),
            ("digests", .strings(digests)),
        ] + list("files", files.map { .string($0) }) + [
            ("parameters", .array(parameters.map { .array([.string($0.name), $0.value.written]) }))
        ] + writtenSeals + optional("lock", lock) + optional("session", if: isSession)
            + optional("undoes", undoes) + optional("plan", plan) + optional("planFile", planFile)
            + optional("trace", trace) + [
                ("folder", .string(folder)), ("begun", .string(begun.description)), ("host", .string(host)),
                ("user", .string(user)), ("process", .number(process)),
            ]
    }

    private var writtenSeals: [Member] {
        let sorted = seals.sorted { $0.key < $1.key }
        return sorted.isEmpty ? [] : [("seals", .members(sorted.map { ($0.key, .string($0.value.written)) }))]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        var parameters: [Value.Field] = []
        for pair in try members.elements("parameters") {
            guard let parts = pair.array, parts.count == 2, let name = parts[0].string else {
                throw Members.Mismatch()
            }
            parameters.append(Value.Field(name: name, value: try Value(written: parts[1])))
        }
        self.init(
            run: try members.text("run"), title: try members.text("title"), stepCount: try members.number("steps"),
            runbook: try members.text("runbook"), digests: try members.texts("digests"), parameters: parameters,
            lock: try members.textIfPresent("lock"), isSession: try members.flag("session"),
            folder: try members.text("folder"), begun: try members.timestamp("begun"),
            version: try members.text("version"), host: try members.text("host"), user: try members.text("user"),
            process: try members.number("process"))
        files = members.object["files"] == nil ? [] : try members.texts("files")
        seals = try members.seals("seals")
        undoes = try members.textIfPresent("undoes")
        trace = try members.textIfPresent("trace")
        plan = try members.textIfPresent("plan")
        planFile = try members.textIfPresent("planFile")
    }
}

extension JournalRecord.Finished {
    var members: [Member] {
        [("outcome", .string(outcome.rawValue)), ("notUndone", .array(pendingUndo.map(\.written)))]
            + list("again", again.map { .step($0) }) + optional("unchanged", if: changedNothing)
            + list("handlerFailures", handlerFailures.map(\.written))
            + optional("duration", duration.map(DataValue.seconds)) + report.members
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            outcome: try members.choice("outcome"), pendingUndo: try members.pendingUndo("notUndone"),
            again: try members.steps("again"), changedNothing: try members.flag("unchanged"),
            handlerFailures: try members.failures("handlerFailures"),
            duration: members.object["duration"] == nil ? nil : try members.duration("duration"),
            report: try RunReport(members))
    }
}

extension JournalRecord.Resumed {
    var members: [Member] {
        [
            ("digests", .strings(digests)), ("version", .string(version)), ("host", .string(host)),
            ("user", .string(user)), ("process", .number(process)),
        ]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            digests: try members.texts("digests"), version: try members.text("version"),
            host: try members.text("host"), user: try members.text("user"), process: try members.number("process"))
    }
}

extension Members {
    func failures(_ name: String) throws(Mismatch) -> [Failure] {
        var failures: [Failure] = []
        for value in try elementsIfPresent(name) { failures.append(try Failure(Members(value))) }
        return failures
    }

    fileprivate func pendingUndo(_ name: String) throws(Mismatch) -> [PendingUndo] {
        var found: [PendingUndo] = []
        for value in try elements(name) { found.append(try PendingUndo(Members(value))) }
        return found
    }
}
