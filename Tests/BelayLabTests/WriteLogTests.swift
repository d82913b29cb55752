import Testing

@testable import BelayLab

@Suite("What the lab's own writer notes")
struct WriteLogTests {
    private func log(_ answers: [(Bool, Double)]) -> WriteLog {
        WriteLog(
            entries: answers.enumerated().map { .init(number: $0 + 1, isAcknowledged: $1.0, time: $1.1) })
    }

    @Test func `It is read back as it was`() {
        let log = log([(true, 10.5), (false, 12), (true, 12.25)])
        #expect(WriteLog(text: log.entries.map(WriteLog.line).joined()) == log)
        #expect(log.acknowledged == [1, 3])
    }

    @Test func `A line that was not written to its end counts for nothing`() {
        #expect(WriteLog(text: "1 acknowledged 10.5\n2 ackn").acknowledged == [1])
    }

    @Test func `Times without a write are summed, whether it was refused or late`() {
        #expect(log([]).refusedSeconds == 0)
        #expect(log([(true, 10), (true, 10.5), (false, 10.75), (true, 11)]).refusedSeconds == 0)
        #expect(log([(true, 10), (true, 12), (true, 12.5), (false, 14), (true, 15)]).refusedSeconds == 4.5)
        #expect(log([(true, 10), (false, 12), (false, 14)]).refusedSeconds == 4)
        #expect(log([(false, 10), (false, 12)]).refusedSeconds == 2)
    }

    @Test func `Whoever watches sees how often is written, or for how long not`() {
        #expect(LabGlance.writes(in: log([]), at: 20) == nil)
        #expect(LabGlance.writes(in: log([(false, 19)]), at: 20) == "no writes yet")
        let steady = log((0..<50).map { (true, 15.05 + Double($0) * 0.1) })
        #expect(LabGlance.writes(in: steady, at: 20) == "writes 10.0 per second")
        #expect(LabGlance.writes(in: log([(true, 10), (false, 12), (false, 19)]), at: 20.5) == "no writes for 10s")
        #expect(LabGlance.Members(healthy: 2, listed: 3).sentence("main") == "main 2 of 3 healthy, quorum")
        #expect(LabGlance.Members(healthy: 0, listed: 3).sentence("main") == "main 0 of 3 healthy, no quorum")
    }
}
