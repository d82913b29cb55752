import BelayData
import BelayRuntime

/// One line of a journal: an object on one line whose last member, `chain`, ties it to the line before.
///
/// The chain of a line is the SHA-256 of the chain of the line before (as its 64 digits; nothing for the first line)
/// followed by the line up to, and without, `,"chain":`. So a shell can check a journal with `sha256sum`.
enum JournalLine {
    /// The 64 digits of a line's chain; empty before the first line.
    typealias Chain = [UInt8]

    private static let chainStart = Array(#","chain":""#.utf8)
    private static let chainEnd = Array(#""}"#.utf8)
    private static let digitCount = 64

    /// The line with its newline, and its chain.
    static func write(
        _ record: JournalRecord, number: Int, timestamp: Timestamp, after previous: Chain
    ) -> (bytes: [UInt8], chain: Chain) {
        write(
            record.members, kind: record.kind.rawValue, number: number, timestamp: timestamp.description,
            after: previous)
    }

    /// Also one that no reader understands.
    static func write(
        _ members: [Member], kind: String, number: Int, timestamp: String, after previous: Chain
    ) -> (bytes: [UInt8], chain: Chain) {
        let head: [Member] = [("n", .number(number)), ("at", .string(timestamp)), ("kind", .string(kind))]
        var bytes = DataValue.members(head + members).bytes
        bytes.removeLast()
        let chain = digits(of: bytes[...], after: previous)
        bytes += chainStart + chain + chainEnd + [UInt8(ascii: "\n")]
        return (bytes, chain)
    }

    /// A whole line, without its newline, whose place in the chain is right.
    static func read(
        _ line: ArraySlice<UInt8>, number: Int, after previous: Chain
    ) throws(JournalDamage) -> (entry: JournalEntry, chain: Chain) {
        let tail = line.suffix(chainStart.count + digitCount + chainEnd.count)
        guard tail.starts(with: chainStart), tail.suffix(chainEnd.count).elementsEqual(chainEnd) else {
            throw .line(number, message: "this is not a line of a journal")
        }
        let body = line.prefix(line.count - tail.count)
        let chain = Array(tail.dropFirst(chainStart.count).prefix(digitCount))
        guard digits(of: body, after: previous) == chain else {
            throw .line(
                number, message: "this line, or one before it, is not as Belay wrote it: its chain does not match")
        }
        return (try entry(in: body, number: number), chain)
    }

    /// True if the bytes may be the beginning of the line with this number: as much as there is of `{"n":NUMBER,`,
    /// and no byte that a line never has, as where a file system has filled up what was not written.
    static func canBegin(_ bytes: [UInt8], number: Int) -> Bool {
        let beginning = Array(#"{"n":\#(number),"#.utf8)
        let common = min(bytes.count, beginning.count)
        let lowestLetter = UInt8(ascii: " ")
        return bytes[..<common] == beginning[..<common] && bytes.allSatisfy { $0 >= lowestLetter }
    }

    /// The kind of a line's record, without reading all of it; nil when the line is not as `write` makes it.
    static func kind(of line: ArraySlice<UInt8>) -> JournalRecord.Kind? {
        // Number and time come before it, and neither is longer.
        let head = String(decoding: line.prefix(128), as: UTF8.self)
        guard let start = head.firstRange(of: #","kind":""#)?.upperBound else { return nil }
        return JournalRecord.Kind(rawValue: String(head[start...].prefix { $0 != "\"" }))
    }

    /// A line whose chain is not looked at, for listings.
    ///
    /// - Parameter number: nil where it is not known how many lines stand before it.
    static func readUnchecked(_ line: ArraySlice<UInt8>, number: Int? = nil) throws(JournalDamage) -> JournalEntry {
        let tailLength = chainStart.count + digitCount + chainEnd.count
        return try entry(in: line.prefix(max(0, line.count - tailLength)), number: number)
    }

    private static func entry(in body: ArraySlice<UInt8>, number: Int?) throws(JournalDamage) -> JournalEntry {
        let members: Members
        let kind: JournalRecord.Kind
        do {
            members = try Members(DataValue(parsing: Array(body) + [UInt8(ascii: "}")]))
            kind = try members.choice("kind")
            if kind == .started { try checkFormat(members) }
            let entry = JournalEntry(
                number: try members.number("n"), timestamp: try members.timestamp("at"),
                record: try JournalRecord(kind, members))
            if number == nil || number == entry.number { return entry }
        } catch let damage as JournalDamage {
            throw damage
        } catch {
            // It is not a record.
        }
        throw .line(number ?? 1, message: "this line is not one of Belay's journal")
    }

    private static func checkFormat(_ members: Members) throws {
        let format = try members.number("journal")
        guard !JournalRecord.Started.readFormats.contains(format) else { return }
        throw JournalDamage.format(format, version: try members.text("version"))
    }

    private static func digits(of body: ArraySlice<UInt8>, after previous: Chain) -> Chain {
        var hash = SHA256()
        hash.update(previous)
        hash.update(body)
        return Array(hash.finalize().hex.utf8)
    }
}
