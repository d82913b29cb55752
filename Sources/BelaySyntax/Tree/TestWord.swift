/// A word that means something in tests only. Outside of them, and wherever else a word may stand, it is one like any other:
/// phrases and names may use it.
enum TestWord: String, Hashable, Sendable, CaseIterable {
    // These begin something at the level of the file, before a string and a `{`, or before `of`.
    case test, tests, given
    // These begin a line of a test.
    case run, plan, answer, file, it
    // These begin what a command answers, beneath it.
    case says, warns, ends, hangs, loses, takes
    // These come after others.
    case its, `is`, unreachable, holds, to, done, handled, fails, runs, never, changes, nothing
    case notes, asks, skips, undoes, recovers, from, reads, here

    /// Of what a command answers.
    var beginsReply: Bool {
        switch self {
        case .says, .warns, .ends, .hangs, .loses, .takes, .is: true
        case .test, .tests, .given, .run, .plan, .answer, .file, .it, .its, .unreachable, .holds, .to, .done, .handled,
            .fails, .runs, .never, .changes, .nothing, .notes, .asks, .skips, .undoes, .recovers, .from,
            .reads, .here:
            false
        }
    }
}
