import BelaySource

/// What was found out of the definitions of libraries, for the next check of a program of which little has changed, such as
/// one that is typed.
public struct KeptDefinitions: Sendable {
    /// All that the definitions of a file rest on, but for the libraries that the file uses.
    struct Ground: Equatable, Sendable {
        var bytes: [UInt8]
        var libraries: [String: FileNumber]
        var isWhole: Bool
        /// The number of its first definition.
        var firstDefinition: Int
        /// The slots of its parameters and first `let`s, in the order of their names.
        var slots: [Int]
    }

    /// A definition of which nothing is wrong, with all that checking it has written down elsewhere.
    struct Entry: Sendable {
        var definition: Definition
        var notes: ProgramIndex.Notes
        /// The names of its file's parameters and first `let`s that nothing before it had used.
        var usedGlobals: [String]
    }

    /// By file number; nil for the runbook and its tests, which nothing is kept of.
    var grounds: [Ground?] = []
    /// By the numbers of definitions.
    var entries: [Int: Entry] = [:]
}
