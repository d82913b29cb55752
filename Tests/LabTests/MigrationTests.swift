import BelayData
import Testing

@Suite("The procedures, from beginning to end", .serialized)
struct MigrationTests {
    @Test func `From one master to three nothing is lost, and writes hardly ever wait`() throws {
        let run = try LabRun(
            "belay", words: ["rehearse", "multi-master", "--yes", "--format", "json", "prelaunch=yes"])
        #expect(run.status == 0)
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
        #expect((end["clients"]?.array?.first?["acknowledged"]?.int ?? 0) > 100)
        #expect((end["clients"]?.array?.first?["withoutSeconds"]?.double ?? 60) < 5)
    }

    @Test func `A cluster that is unusual in every way that is supported goes to three as well`() throws {
        let run = try LabRun(
            "belay",
            words: [
                "rehearse", "multi-master", "--yes", "--format", "json", "--begin",
                "gossip,letters,encrypted,jessie,noisy-kops,backup-pods",
            ])
        #expect(run.status == 0)
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
    }

    @Test func `add-master brings the third master back next to two`() throws {
        let run = try LabRun("belay", words: ["rehearse", "add-master", "--yes", "--format", "json"])
        #expect(run.status == 0, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
    }

    @Test func `prove-masters replaces three masters, the oldest last`() throws {
        let run = try LabRun("belay", words: ["rehearse", "prove-masters", "--yes", "--format", "json", "settle=2s"])
        #expect(run.status == 0, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "migrated", "\(end.text)")
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
    }
}
