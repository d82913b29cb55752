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
        _ members: [(name: String, value: DataValue)], kind: String, number: Int, timestamp: String,
        after previous: Chain
    ) -> (bytes: [UInt8], chain: Chain) {
        var object = DataValue.Object()
        object["n"] = .number(number)
        object["at"] = .string(timestamp)
        object["kind"] = .string(kind)
        for member in members { object[member.name] = member.value }
        var bytes = DataValue.object(object).bytes
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
            throw JournalDamage(line: number, message: "this is not a line of a journal")
        }
        let body = line.prefix(line.count - tail.count)
        let chain = Array(tail.dropFirst(chainStart.count).prefix(digitCount))
        guard digits(of: body, after: previous) == chain else {
            throw JournalDamage(
                line: number, message: "this line, or one before it, is not as Belay wrote it: its chain does not match"
            )
        }
        guard let entry = entry(in: body), entry.number == number else {
            throw JournalDamage(line: number, message: "this line is not one of Belay's journal")
        }
        return (entry, chain)
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
    static func kind(of line: ArraySlice<UInt8>) -> String? {
        // Number and time come before it, and neither is longer.
        let head = String(decoding: line.prefix(128), as: UTF8.self)
        guard let start = head.firstRange(of: #","kind":""#)?.upperBound else { return nil }
        return String(head[start...].prefix { $0 != "\"" })
    }

    /// A line whose chain is not looked at, for listings.
    static func readUnchecked(_ line: ArraySlice<UInt8>) -> JournalEntry? {
        let tailLength = chainStart.count + digitCount + chainEnd.count
        guard line.count > tailLength else { return nil }
        return entry(in: line.prefix(line.count - tailLength))
    }

    private static func entry(in body: ArraySlice<UInt8>) -> JournalEntry? {
        guard let json = try? DataValue(parsing: Array(body) + [UInt8(ascii: "}")]), let members = try? Members(json),
            let number = try? members.number("n"), let timestamp = try? members.text("at"),
            let kind = try? members.text("kind")
        else { return nil }
        let content: JournalEntry.Content
        if let record = JournalRecord(kind: kind, json) {
            content = .record(record)
        } else {
            content = .later(kind: kind, json)
        }
        return JournalEntry(number: number, timestamp: timestamp, content: content)
    }

    private static func digits(of body: ArraySlice<UInt8>, after previous: Chain) -> Chain {
        var hash = SHA256()
        hash.update(previous)
        hash.update(body)
        return Array(hash.finalize().hex.utf8)
    }
}
