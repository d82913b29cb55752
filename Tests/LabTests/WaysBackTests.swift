import BelayData
import Testing

@Suite("The way back when something else fails on it", .serialized)
struct WaysBackTests {
    @Test func `Without a quorum the first master is back before the cloud is asked for anything`() throws {
        // The second member is announced and never starts; then the cloud refuses everything for a while.
        let run = try LabRun(
            "belay",
            words: [
                "rehearse", "multi-master", "--yes", "--format", "json", "--break", "command-fails@4.13", "--break",
                "cloud-throttles:20s@4.1.1.15",
            ])
        #expect(run.status == 4, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "restored", "\(end.text)")
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
        #expect(end["broken"]?.array?.count == 2, "\(end.text)")
        let lines = run.output.split(separator: "\n")
        let back = try #require(lines.lastIndex { $0.contains("\"title\":\"Bring it back\"") })
        let away = try #require(lines.firstIndex { $0.contains("\"title\":\"take away master c ") })
        #expect(back < away)
    }

    @Test func `What phase 3 began is undone although kops is away when it fails`() throws {
        let run = try LabRun(
            "belay", words: ["rehearse", "multi-master", "--yes", "--format", "json", "--break", "kops-away:5s@3.6"])
        #expect(run.status == 4, "\(run.output)")
        let end = try #require(Rehearsal(run).end)
        #expect(end["state"]?.string == "untouched", "\(end.text)")
        #expect(run.output.contains("kops delete ig"), "\(run.output)")
    }
}
