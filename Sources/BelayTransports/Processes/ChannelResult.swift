import BelayRuntime

/// The result of what carried a command.
struct ChannelResult: Sendable {
    /// `nil` where it was killed and did not end even then.
    var ending: ChannelEnd?
    var stop: StopReason?
    var marks: ControlMarkers
    var captured: CapturedOutput?
    /// A mark has said that standard output is whole.
    var isOutputOver = false
    var tail: LastLines
    /// Standard error where marks were expected and none came: words of the prefix before the command.
    var preface = ""
    var duration: Duration

    /// It was cancelled while it waited to start.
    static func notBegun(since start: ContinuousClock.Instant, desk: OutputCollector) -> ChannelResult {
        ChannelResult(
            stop: .cancelled, marks: ControlMarkers(), captured: desk.captured, tail: desk.tail,
            duration: start.duration(to: .now))
    }
}
