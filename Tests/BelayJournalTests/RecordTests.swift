@testable import BelayJournal
import BelayData
import BelayRuntime
import BelayTestSupport
import Testing

@Suite struct RecordTests {
    private let moment = Timestamp(sinceEpoch: .seconds(1_772_357_400))

    @Test(arguments: 0..<20) func `Every record comes back as it was`(seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        let records = (0..<200).map { _ in generator.record() }
        var chain: JournalLine.Chain = []
        var bytes: [UInt8] = []
        for (index, record) in records.enumerated() {
            let line = JournalLine.write(record, number: index + 1, timestamp: moment, after: chain)
            chain = line.chain
            bytes += line.bytes
        }
        let reader = JournalReader(bytes)
        #expect(reader.damage == nil)
        #expect(reader.entries.map(\.record) == records)
        #expect(
            reader.entries.map(\.record).map { DataValue.array($0.members.map(\.value)) }
                == records.map { DataValue.array($0.members.map(\.value)) }, "texts come back byte for byte")
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == records.count)
    }

    @Test func `A secret is never written`() throws {
        let hidden: Value = .list([.record([.init(name: "password", value: .secret(Secret("hunter2")))])])
        let record = JournalRecord.bound(
            .init(step: StepPath([.ordinal(1)]), key: .variable("x"), content: .value(hidden)))
        let line = JournalLine.write(record, number: 1, timestamp: moment, after: [])
        #expect(!String(decoding: line.bytes, as: UTF8.self).contains("hunter2"))
        let back: Value = .list([.record([.init(name: "password", value: .secret(Secret("")))])])
        #expect(
            JournalReader(line.bytes).entries.first?.record
                == .bound(.init(step: StepPath([.ordinal(1)]), key: .variable("x"), content: .value(back))))
    }

    @Test func `Values may be nested as deep as JSON`() throws {
        var value: Value = .duration(.seconds(1))
        for depth in 0..<256 { value = depth % 2 == 0 ? .list([value]) : .record([.init(name: "a", value: value)]) }
        let record = JournalRecord.bound(.init(step: StepPath(), key: .variable("deep"), content: .value(value)))
        let line = JournalLine.write(record, number: 1, timestamp: moment, after: [])
        #expect(JournalReader(line.bytes).entries.first?.record == record)
    }

    @Test func `A record of many fields comes back`() throws {
        let value: Value = .record((0..<5000).map { .init(name: "field\($0)", value: .number(Number($0))) })
        let record = JournalRecord.bound(.init(step: StepPath(), key: .variable("wide"), content: .value(value)))
        let line = JournalLine.write(record, number: 1, timestamp: moment, after: [])
        #expect(JournalReader(line.bytes).entries.first?.record == record)
    }

    /// Each kind of record must be among the random ones.
    @Test func `The law is tried with every kind`() {
        var random = SeededRandom(seed: 7)
        let kinds = Set((0..<600).map { _ in random.record().kind })
        #expect(kinds == Set(JournalRecord.Kind.allCases))
    }

    @Test func `A journal of another format is refused`() {
        let line = JournalLine.write(
            [("journal", .number(1)), ("version", "0.0.9"), ("whatever", "it says")], kind: "started", number: 1,
            timestamp: "2026-03-01T09:30:00.000Z", after: [])
        let reader = JournalReader(line.bytes)
        #expect(reader.entries.isEmpty)
        #expect(reader.damage == .format(1, version: "0.0.9"))
        #expect(
            reader.damage?.sentence(of: "the journal of it")
                == "the journal of it has format 1, and this Belay reads format 3 to 5: use the Belay that wrote it, version "
                + "0.0.9")
    }

    private static let noRecords: [(kind: String, members: [Member])] = [
        ("moonrise", [("step", .string("1"))]),
        ("outcome", [("effect", .number(1)), ("ending", "vanished"), ("tail", ""), ("duration", .number(0))]),
        ("inspected", [("step", "1")]),
        ("inspected", [("step", .number(1)), ("session", "x")]),
    ]

    @Test(arguments: noRecords.indices)
    func `A line that is not a record is damage`(index: Int) {
        let (kind, members) = Self.noRecords[index]
        let line = JournalLine.write(
            members, kind: kind, number: 1, timestamp: "2026-03-01T09:30:00.000Z", after: [])
        #expect(JournalReader(line.bytes).damage == .line(1, message: "this line is not one of Belay's journal"))
    }

    @Test func `Members that nobody knows are left alone`() {
        let record = JournalRecord.inspected(StepPath([.ordinal(1)]), session: "x")
        let line = JournalLine.write(
            record.members + [("moon", "full")], kind: record.kind.rawValue, number: 1,
            timestamp: "2026-03-01T09:30:00.000Z", after: [])
        #expect(JournalReader(line.bytes).entries.map(\.record) == [record])
    }

    @Test(arguments: [
        "x", "1.", "1..2", "[", "[1", "[1:a", "[x:a]", "~", "~x", ".1", "1[?:a\\", "1.undone~", "99999999999999999999",
    ])
    func `What is no step is refused`(text: String) { #expect(StepPath(written: text) == nil) }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1.0000000000000000001", "1e5", "99999999999999999999", "1.5.5", "é"])
    func `A text that is not a number of seconds is refused`(text: String) {
        #expect(Duration(writtenSeconds: text) == nil)
    }

    @Test func `A line reads as documented`() {
        var intent = JournalRecord.Intent.change(
            3, at: StepPath([.ordinal(4), .element(position: 2, label: "10.0.0.4"), .ordinal(1)]))
        intent.place = Location(host: PlannedText("10.0.0.4"), user: PlannedText("root"))
        intent.command = "systemctl restart nginx"
        let line = JournalLine.write(.intent(intent), number: 7, timestamp: moment, after: [])
        let body =
            #"{"n":7,"at":"2026-03-01T09:30:00.000Z","kind":"intent","effect":3,"step":"4[2:10.0.0.4].1","#
            + #""sign":"$","place":{"host":"10.0.0.4","user":"root"},"command":"systemctl restart nginx","#
            + #""limit":3600,"allowed":3600,"span":[0,0,4]"#
        let chain = SHA256.digest(of: body.utf8).hex
        #expect(String(decoding: line.bytes, as: UTF8.self) == body + #","chain":"\#(chain)"}"# + "\n")
    }
}
