/// How much of a run people are shown.
struct RunDetail: Hashable, Sendable {
    /// Each read is shown too, and all output.
    var showsReads = false
    /// What a command printed stays when it has ended, as in a session.
    var keepsOutput = false
    /// Only failures and questions.
    var isQuiet = false
    /// A phase that is done gives way to one line.
    var foldsPhases = false
    /// What an action is for is said where it begins.
    var explains = false
}

extension RunOptions {
    var detail: RunDetail {
        RunDetail(showsReads: verbose, isQuiet: quiet, foldsPhases: fold && !verbose, explains: explain)
    }
}
