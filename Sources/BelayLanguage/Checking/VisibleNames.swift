public import BelaySource

/// The scope at a statement: the file that it is in, and the names of its frame that are set there.
public struct VisibleNames: Sendable {
    public var file: FileNumber
    /// Each with its slot in the frame of the statement, in the order in which they are set.
    public var names: [(name: String, slot: Int)]

    public init(file: FileNumber, names: [(name: String, slot: Int)]) {
        self.file = file
        self.names = names
    }
}
