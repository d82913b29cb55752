import BelayRuntime

/// What became of what carried a command.
struct CarrierReport: Sendable {
    /// `nil` where it was killed and did not end even then.
    var ending: CarrierEnding?
    var stop: StopReason?
    var marks: Marks
    var captured: CapturedOutput?
    var tail: LastLines
    /// Standard error where marks were expected and none came: words of what stands before the command.
    var preface = ""
    var duration: Duration
}
