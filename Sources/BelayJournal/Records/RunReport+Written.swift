import BelayData
import BelayRuntime

extension RunReport {
    var members: [Member] {
        list("failures", failures.map(\.written)) + list("loops", loops.map(\.written))
            + list("notes", notes.map { .members($0.members) }) + list("skipped", skipped.map(\.written))
            + list("recovered", recovered.map(\.written))
            + list("idleHandlers", idleHandlers.map { .string($0) })
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init()
        failures = try members.failures("failures")
        for json in try members.elementsIfPresent("loops") { loops.append(try LoopEnd(Members(json))) }
        for json in try members.elementsIfPresent("notes") { notes.append(try Finding(Members(json))) }
        for json in try members.elementsIfPresent("skipped") { skipped.append(try SkippedStep(Members(json))) }
        recovered = try members.failures("recovered")
        if members.object["idleHandlers"] != nil { idleHandlers = try members.texts("idleHandlers") }
    }
}

extension LoopEnd {
    fileprivate var written: DataValue {
        .members([
            ("step", .string(step.written)), ("failed", .array(failed.map { .string($0) })), ("done", .number(done)),
            ("notBegun", .array(notBegun.map { .string($0) })), ("othersWentOn", .bool(othersWentOn)),
        ])
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            step: try members.step("step"), failed: try members.texts("failed"), done: try members.number("done"),
            notBegun: try members.texts("notBegun"), othersWentOn: try members.flag("othersWentOn"))
    }
}

extension SkippedStep {
    fileprivate var written: DataValue {
        .members([("step", .string(step.written)), ("title", .string(title)), ("reason", .string(reason))])
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            step: try members.step("step"), title: try members.text("title"), reason: try members.text("reason"))
    }
}
