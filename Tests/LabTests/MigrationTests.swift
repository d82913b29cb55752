import BelayData
import Testing

@Suite("The procedures, from beginning to end", .serialized)
struct MigrationTests {
    @Test("From one master to three: nothing is lost, and hardly a moment passes in which nothing can be written")
    func migrates() throws {
        let run = try LabRun(
            "belay", words: ["rehearse", "multi-master", "--yes", "--format", "json", "prelaunch=yes"])
        #expect(run.status == 0)
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["writesLost"]?.int == 0)
        #expect((end["writes"]?.int ?? 0) > 100)
        #expect((end["writesRefusedSeconds"]?.double ?? 60) < 5)
    }

    @Test("add-master brings the third master back beside two")
    func addsMaster() throws {
        let run = try LabRun("belay", words: ["rehearse", "add-master", "--yes", "--format", "json"])
        #expect(run.status == 0, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["writesLost"]?.int == 0)
    }

    @Test("prove-masters replaces three masters, the oldest last")
    func provesMasters() throws {
        let run = try LabRun("belay", words: ["rehearse", "prove-masters", "--yes", "--format", "json", "settle=2s"])
        #expect(run.status == 0, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["writesLost"]?.int == 0)
    }
}
