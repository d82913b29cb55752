import BelayData
import BelayTestSupport
import Testing

@Suite("Faults of a lab that is written in the language", .serialized)
struct LabFaultTests {
    /// The faults, the outcome of the run, and the state that the lab is in.
    struct Day: CustomTestStringConvertible {
        var breaks: [String]
        var outcome: String
        var state: String

        init(_ breaks: String..., ends outcome: String, in state: String) {
            (self.breaks, self.outcome, self.state) = (breaks, outcome, state)
        }

        var testDescription: String { breaks.joined(separator: ", ") }
    }

    @Test(arguments: [
        Day("machine-killed:m2@1.4", ends: "handled", in: "untouched"),
        Day("machine-rebooted:m2@1.2", "network-slow:m1@1.3", ends: "done", in: "changed"),
        Day("service-killed@1.6", ends: "handled", in: "untouched"),
        Day("service-stopped:m1/nginx@1.3", "network-cut:m2@1.3", ends: "done", in: "changed"),
        Day("disk-full@1.4", ends: "handled", in: "untouched"),
        Day("disk-read-only@1.3", ends: "handled", in: "untouched"),
        Day("made-away@1.5", ends: "handled", in: "untouched"),
        Day("unreachable:m2@1.4", ends: "handled", in: "untouched"),
        Day("belay-killed@1.3", "belay-killed-after@1.4", ends: "done", in: "changed"),
    ])
    func `Each kind strikes, and the lab says what has become of it`(day: Day) throws {
        let options = day.breaks.flatMap { ["--break", $0] } + ["--format", "json"]
        let lab = SmallLab()
        let run = try Rehearsal(of: lab.folder.path + "/make.runbook", options)
        let end = try #require(run.end, "\(run.output)")
        #expect(end["outcome"]?.string == day.outcome, "\(run.output)")
        #expect(end["state"]?.string == day.state, "\(run.output)")
        #expect(end["broken"]?.array?.compactMap(\.string) == day.breaks, "\(run.output)")
        #expect(end["notBroken"]?.array?.isEmpty == true)
        // What was acknowledged before, during and after it is there, also when Belay was killed and came back meanwhile.
        let numbers = try #require(end["clients"]?.array?.first)
        #expect(numbers["lost"]?.int == 0, "\(run.output)")
        #expect(try #require(numbers["acknowledged"]?.int) > 0, "\(run.output)")
    }

    @Test func `What a run says of itself is done when the fault is over: resume`() throws {
        let lab = SmallLab([("    on failure undo\n", "")])
        let run = try lab.rehearse("--break", "unreachable:m2@1.3", "--format", "json")
        try Self.check(run, .init("unreachable:m2@1.3", ends: "done", in: "changed"), "resume", after: "failed")
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `What a run says of itself is done when the fault is over: undo`() throws {
        let lab = SmallLab()
        let breaks = ["unreachable:m1@1.4", "command-fails@1.4"]
        let run = try lab.rehearse("--break", breaks[0], "--break", breaks[1], "--format", "json")
        var day = Day(ends: "done", in: "untouched")
        day.breaks = breaks
        try Self.check(run, day, "undo", after: "handler-failed")
    }

    @Test func `Where what the run says does not help either, no state is claimed`() throws {
        let lab = SmallLab([
            ("    on failure undo\n", ""), ("fault made-away", "fault gone-away"),
            ("rm -f /srv/made/one } }\n", "rm -rf /srv/made && touch /srv/made } }\n"),
        ])
        let run = try lab.rehearse("--break", "gone-away@1.3")
        #expect(run.status != 0, "\(run.output)")
        #expect(run.output.contains("The fault is over now, and the run says: belay resume"), "\(run.output)")
        #expect(run.output.contains("The lab is in none of the states that a procedure may end in."), "\(run.output)")
    }

    private static func check(_ run: Rehearsal, _ day: Day, _ command: String, after outcome: String) throws {
        let end = try #require(run.end, "\(run.output)")
        #expect(end["outcome"]?.string == day.outcome, "\(run.output)")
        #expect(end["state"]?.string == day.state, "\(run.output)")
        #expect(end["broken"]?.array?.compactMap(\.string) == day.breaks, "\(run.output)")
        #expect(end["followUp"]?.string == command, "\(run.output)")
        #expect(end["outcomeBefore"]?.string == outcome, "\(run.output)")
        #expect(end["reasonsBefore"]?.array?.isEmpty == false, "\(run.output)")
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0, "\(run.output)")
    }
}
