/// What a statement is walked for, where that is not to run it.
struct Purpose: Sendable {
    /// In a probe: a failure is an answer, so nothing holds and nothing is written down.
    var isProbing = false
    /// In a probe: told when a plan cannot know whether it holds.
    var undecided: UndecidedWatch?
    /// Names are looked up only to be shown.
    var isTitle = false
    /// A value that is written down once it is there: so is what was asked for it on the way.
    var isKept = false
    /// A person has asked for this step again: what the journal says of it no longer counts.
    var isRetriedByHand = false
}
