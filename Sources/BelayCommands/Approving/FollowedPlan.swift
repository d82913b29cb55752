import BelayJournal

/// A plan that a run is held to, and where it came from.
struct FollowedPlan {
    let file: PlanFile
    /// Absolute: its approvals are next to it.
    let path: String
}
