@testable import BelayJournal
import BelayData
import BelayRuntime
import BelayTestSupport
import Testing

@Suite struct RecordTests {
    @Test(arguments: 0..<20) func everyRecordComesBackAsItWas(seed: Int) throws {
        var dice = SeededRandom(seed: UInt64(seed))
        let records = (0..<200).map { _ in dice.record() }
        var chain: JournalLine.Chain = []
        var bytes: [UInt8] = []
        for (index, record) in records.enumerated() {
            let line = JournalLine.write(
                record.members, kind: record.kind, number: index + 1, timestamp: "2026-03-01T09:30:00.000Z",
                after: chain)
            chain = line.chain
            bytes += line.bytes
        }
        let reader = JournalReader(bytes)
        #expect(reader.damage == nil)
        #expect(reader.entries.map(\.record) == records)
        #expect(
            reader.entries.compactMap(\.record).map { DataValue.array($0.members.map(\.value)) }
                == records.map { DataValue.array($0.members.map(\.value)) }, "texts come back byte for byte")
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == records.count)
    }

    @Test func aSecretIsNeverWritten() throws {
        let hidden: Value = .list([.record([.init(name: "password", value: .secret("hunter2"))])])
        let record = JournalRecord.bound(.init(step: StepPath([.ordinal(1)]), name: "x", value: hidden))
        let line = JournalLine.write(record.members, kind: record.kind, number: 1, timestamp: "now", after: [])
        #expect(!String(decoding: line.bytes, as: UTF8.self).contains("hunter2"))
        let back: Value = .list([.record([.init(name: "password", value: .secret(""))])])
        #expect(
            JournalReader(line.bytes).entries.first?.record
                == .bound(.init(step: StepPath([.ordinal(1)]), name: "x", value: back)))
    }

    @Test func valuesMayBeNestedAsDeepAsJSON() throws {
        var value: Value = .duration(.seconds(1))
        for depth in 0..<256 { value = depth % 2 == 0 ? .list([value]) : .record([.init(name: "a", value: value)]) }
        let record = JournalRecord.bound(.init(step: StepPath(), name: "deep", value: value))
        let line = JournalLine.write(record.members, kind: record.kind, number: 1, timestamp: "now", after: [])
        #expect(JournalReader(line.bytes).entries.first?.record == record)
    }

    @Test func aRecordOfManyFieldsComesBack() throws {
        let value: Value = .record((0..<5000).map { .init(name: "field\($0)", value: .number(Number($0))) })
        let record = JournalRecord.bound(.init(step: StepPath(), name: "wide", value: value))
        let line = JournalLine.write(record.members, kind: record.kind, number: 1, timestamp: "now", after: [])
        #expect(JournalReader(line.bytes).entries.first?.record == record)
    }

    @Test func whatALaterVersionWroteIsKept() throws {
        let later: [(name: String, value: DataValue)] = [("step", "1"), ("moon", ["full", 2])]
        let line = JournalLine.write(later, kind: "moonrise", number: 1, timestamp: "now", after: [])
        let entry = try #require(JournalReader(line.bytes).entries.first)
        guard case .later("moonrise", let json) = entry.content else {
            Issue.record("an unknown kind is kept as such, not read as \(entry)")
            return
        }
        #expect(json["moon"] == ["full", 2])
        #expect(entry.record == nil)
    }

    @Test func aKnownKindWithUnknownContentIsKeptAsLater() {
        let line = JournalLine.write(
            [("effect", 1), ("ending", "vanished"), ("tail", ""), ("duration", 0)], kind: "outcome", number: 1,
            timestamp: "now", after: [])
        guard case .later("outcome", _)? = JournalReader(line.bytes).entries.first?.content else {
            Issue.record("an ending that this version does not know is kept")
            return
        }
    }

    @Test(arguments: [
        "x", "1.", "1..2", "[", "[1", "[1:a", "[x:a]", "~", "~x", ".1", "1[?:a\\", "1.undone~", "99999999999999999999",
    ])
    func whatIsNoStepIsRefused(text: String) { #expect(StepPath(written: text) == nil) }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1.0000000000000000001", "1e5", "99999999999999999999", "1.5.5", "é"])
    func whatIsNoNumberOfSecondsIsRefused(text: String) { #expect(Duration(writtenSeconds: text) == nil) }

    @Test func aLineReadsAsDocumented() {
        let record = JournalRecord.intent(
            .init(
                number: 3, step: StepPath([.ordinal(4), .element(position: 2, label: "10.0.0.4"), .ordinal(1)]),
                sign: "$", location: "10.0.0.4 as root", command: "systemctl restart nginx", undo: nil))
        let line = JournalLine.write(
            record.members, kind: record.kind, number: 7, timestamp: "2026-03-01T09:30:00.125Z", after: [])
        let body =
            #"{"n":7,"at":"2026-03-01T09:30:00.125Z","kind":"intent","effect":3,"step":"4[2:10.0.0.4].1","#
            + #""sign":"$","location":"10.0.0.4 as root","command":"systemctl restart nginx""#
        let chain = SHA256.digest(of: body.utf8).hex
        #expect(String(decoding: line.bytes, as: UTF8.self) == body + #","chain":"\#(chain)"}"# + "\n")
    }
}
