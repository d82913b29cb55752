public import BelaySource

/// What is seen from the place of a statement: the file that it stands in, and the names of its frame that are bound
/// there.
public struct VisibleNames: Sendable {
    public var file: FileNumber
    /// Each with its slot in the frame of the statement, in the order in which they are bound.
    public var names: [(name: String, slot: Int)]

    public init(file: FileNumber, names: [(name: String, slot: Int)]) {
        self.file = file
        self.names = names
    }
}
