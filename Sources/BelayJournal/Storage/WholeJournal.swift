/// A journal that was read as a whole, to be shown to somebody who may want to check it.
public struct WholeJournal: Sendable {
    public let entries: [JournalEntry]
    /// The line of each record, without its newline.
    public let lines: [String]
    /// The 64 digits that the last record ends with; empty where there is none.
    public let lastLink: String
    /// Why the records end before the file does.
    public let damage: JournalDamage?

    public init(_ bytes: [UInt8]) {
        let reader = JournalReader(bytes)
        entries = reader.entries
        lines = bytes[..<reader.wholeLength].split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
        lastLink = String(decoding: reader.chain, as: UTF8.self)
        damage = reader.damage
    }
}
