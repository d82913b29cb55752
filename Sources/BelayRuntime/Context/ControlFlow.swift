/// The way in which a block ended.
enum ControlFlow: Sendable {
    case next
    case gave(Value)
    /// `done when` held before anything was done.
    case alreadyDone
    /// `recover`: continue after the block that the handler belongs to.
    case recovered
    /// `via` in a target.
    case via(Location)
}
