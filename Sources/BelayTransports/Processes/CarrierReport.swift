import BelayRuntime

/// What became of what carried a command.
struct CarrierReport: Sendable {
    /// `nil` where it was killed and did not end even then.
    var ending: CarrierEnding?
    var stop: StopReason?
    var marks: Marks
    var captured: CapturedOutput?
    /// A mark has said that standard output is whole.
    var isOutputOver = false
    var tail: LastLines
    /// Standard error where marks were expected and none came: words of what stands before the command.
    var preface = ""
    var duration: Duration

    /// It was cancelled while it waited for its turn.
    static func notBegun(since start: ContinuousClock.Instant, desk: OutputDesk) -> CarrierReport {
        CarrierReport(
            stop: .cancelled, marks: Marks(), captured: desk.captured, tail: desk.tail,
            duration: start.duration(to: .now))
    }
}
