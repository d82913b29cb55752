/// Reads a journal's bytes: all records up to its end, or up to the first line that is damaged.
public struct JournalReader: Sendable {
    public private(set) var entries: [JournalEntry] = []
    /// Where the records that were read end, in bytes.
    public private(set) var wholeLength = 0
    /// Bytes of a last line that was not written to its end; it never counted, and is cut when the run goes on.
    public private(set) var tornLength = 0
    /// Why the entries end before the file does.
    public private(set) var damage: JournalDamage?
    /// The chain of the last line that was read.
    private(set) var chain: JournalLine.Chain = []

    public init(_ bytes: [UInt8]) {
        var start = 0
        while let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            do throws(JournalDamage) {
                let line = try JournalLine.read(bytes[start..<newline], number: entries.count + 1, after: chain)
                entries.append(line.entry)
                chain = line.chain
                start = newline + 1
                wholeLength = start
            } catch {
                damage = error
                return
            }
        }
        tornLength = bytes.count - start
    }
}
