import BelaySystem

/// Reads a journal: all records up to its end, or up to the first line that is damaged.
public struct JournalReader: Sendable {
    public private(set) var entries: [JournalEntry] = []
    private var scan = JournalScan()

    /// The end of the records that were read, in bytes.
    public var wholeLength: Int { scan.wholeLength }
    /// Bytes of a last line that was not written to its end; it never counted, and is cut when the run is resumed.
    public var tornLength: Int { scan.tornLength }
    /// Why the entries end before the file does.
    public var damage: JournalDamage? { scan.damage }
    /// The chain of the last line that was read.
    var chain: JournalLine.Chain { scan.chain }

    public init(_ bytes: [UInt8]) {
        scan.take(bytes[...]) { entries.append($0) }
        scan.end()
    }

    /// Piece by piece: the file is never in memory as a whole.
    init(_ file: OpenFile) throws(SystemError) {
        scan = try JournalScan.read(file) { entry in
            entries.append(entry)
            return true
        }
    }
}
