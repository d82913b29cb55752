/// What became of a child.
struct ChildReport: Sendable {
    /// `nil` where it was killed and did not end even then.
    var ending: Child.Ending?
    var stop: StopReason?
    var marks: Marks
    var captured: CapturedOutput?
    var tail: OutputTail
    /// Standard error where marks were expected and none came: words of what stands before the command.
    var preface = ""
    var duration: Duration
}
