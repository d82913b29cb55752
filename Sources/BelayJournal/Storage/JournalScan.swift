import BelaySystem
import Glibc

/// Goes through a journal's lines as its bytes come, checks each, and keeps none.
struct JournalScan: Sendable {
    private static let pieceLength = 256 << 10
    private static let newline = UInt8(ascii: "\n")

    private(set) var count = 0
    private(set) var wholeLength = 0
    private(set) var tornLength = 0
    private(set) var damage: JournalDamage?
    private(set) var chain: JournalLine.Chain = []
    /// Behind the last line that was read, and how much of it is known to hold no line's end.
    private var rest: [UInt8] = []
    private var searched = 0

    /// Until the file's end, damage, or the body's `false`.
    static func read(
        _ file: OpenFile, _ body: (JournalEntry) -> Bool
    ) throws(SystemError) -> JournalScan {
        var scan = JournalScan()
        var offset = 0
        var continues = true
        while continues, scan.damage == nil {
            let piece = try file.read(from: offset, count: pieceLength)
            if piece.isEmpty {
                scan.end()
                break
            }
            offset += piece.count
            scan.take(piece[...]) { entry in
                if continues { continues = body(entry) }
            }
        }
        return scan
    }

    mutating func take(_ piece: ArraySlice<UInt8>, _ body: (JournalEntry) -> Void) {
        rest += piece
        var start = 0
        while damage == nil, let newline = Self.newline(in: rest, from: max(start, searched)) {
            do throws(JournalDamage) {
                let line = try JournalLine.read(rest[start..<newline], number: count + 1, after: chain)
                count += 1
                chain = line.chain
                wholeLength += newline + 1 - start
                start = newline + 1
                body(line.entry)
            } catch {
                damage = error
            }
        }
        rest.removeFirst(start)
        searched = rest.count
    }

    /// The rest is half a line, if it can be: one that a crash has cut off begins as a line does.
    mutating func end() {
        guard damage == nil else { return }
        if JournalLine.canBegin(rest, number: count + 1) {
            tornLength = rest.count
        } else {
            damage = .line(
                count + 1,
                message: "its end is not what Belay writes: \(rest.count) bytes that do not begin the next line")
        }
    }

    private static func newline(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = memchr(base + start, Int32(newline), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
