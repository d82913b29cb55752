/// The records of a journal as they come, in pieces of any size. Each is checked, and none is kept.
public struct JournalTail: Sendable {
    private var scan = JournalScan()

    public init() {}

    /// Why there are no more; nil while it is whole.
    public var damage: JournalDamage? { scan.damage }
    /// Takes what follows.
    /// - Returns: the records that are whole now.
    public mutating func take(_ bytes: [UInt8]) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        scan.take(bytes[...]) { entries.append($0) }
        return entries
    }

    /// Takes a whole line, without its newline.
    public mutating func take(line: String) -> [JournalEntry] { take(Array(line.utf8) + [UInt8(ascii: "\n")]) }
}
