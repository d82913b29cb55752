import BelayData
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@testable import BelayLab

@Suite("A lab that is written in the language", .serialized)
struct WrittenLabTests {
    /// A mistake is told before anything runs, or where it stands.
    private func expect(_ lab: SmallLab, _ options: String..., saying texts: String..., status: Int32 = 1) throws {
        let run = try Rehearsal(of: lab.folder.path + "/make.runbook", options)
        #expect(run.status == status, "\(run.output)")
        for text in texts { #expect(run.output.contains(text), "\(text) in \(run.output)") }
    }

    @Test func `What is not there is said with the package that brings it`() throws {
        try expect(
            SmallLab([("runs nginx", "runs nosuch")]),
            saying: "m1 runs nosuch, and no package on this machine brings nosuch.service: apt-get install nosuch",
            "nothing was run", status: 3)
        try expect(
            SmallLab([("disk /data 4MiB", "disk /data 4MiB\n            has no-such-package")]),
            saying: "m2 has the package no-such-package, which is not on this machine: apt-get install no-such-package",
            status: 3)
    }

    @Test func `A fault is aimed at a machine of the lab, or at a service of it`() throws {
        let lab = SmallLab()
        for (aim, text) in [
            ("machine-killed:m9@1.3", "the lab has no machine `m9`\n  --break machine-killed:m1@4.2\n"),
            ("machine-killed:m1/nginx@1.3", "`machine-killed` strikes a machine, not a service of it"),
            ("service-killed:m1/@1.3", "`m1/` names no service behind the `/`"),
            ("command-fails:m1@1.3", "`command-fails` does not pass, so it has no time"),
        ] { try expect(lab, "--break", aim, saying: text, status: 2) }
        let unknown = try lab.rehearse("--break", "nonsense@1.3")
        for fault in CommandFault.kinds + MachineFault.allCases.map(\.kind) {
            #expect(unknown.output.contains("\n  \(fault.name) "), "\(fault.name) is offered")
        }
        #expect(unknown.output.contains("\n  made-away "))
    }

    @Test func `A begin that fails shows its command and what that said`() throws {
        try expect(
            SmallLab([("$ mkdir -p /data/made", "$ echo so what; ls /nowhere/at/all")]),
            saying: "belay: `begin` of the lab failed: ", "echo so what; ls /nowhere/at/all\n", "so what\n",
            "cannot access '/nowhere/at/all'")
    }

    @Test func `Where no state holds each says what it misses, and what could not be asked about is not known`() throws
    {
        let lab = SmallLab([
            ("$ echo $turn >> /srv/numbers", "$ exit 9"),
            ("found numbers { on m1 as root { give ? cat /srv/numbers } }", "found numbers { give ? cat /nowhere }"),
        ])
        let run = try lab.rehearse("--break", "command-fails@1.4", "--format", "json")
        #expect(run.status == 4, "\(run.output)")
        let end = try #require(run.end)
        #expect(end["state"]?.string == nil)
        let reasons = end["reasons"]?.array?.compactMap(\.string) ?? []
        #expect(reasons.first == "not changed: m1 has none", "\(run.output)")
        #expect(
            reasons.last?.hasPrefix("not untouched: ") == true && reasons.last?.contains("lost") == true,
            "\(run.output)")
        let numbers = try #require(end["clients"]?.array?.first)
        #expect(numbers["lost"] == .null)
        #expect(numbers["acknowledged"]?.int == 0)
        #expect(numbers["lastRefusal"]?.string == "exit status 9 on m1", "\(run.output)")
    }

    @Test func `A second run must change nothing, and what was written is kept where that was asked for`() throws {
        let kept = TemporaryFolder("kept")
        let lab = SmallLab([
            (
                "phase \"Make\" {",
                """
                action write it down {
                    done when (? test -e /tmp/belay-kept-by-a-test)
                    $ echo written > /tmp/belay-kept-by-a-test
                    undo { say "It stays." }
                }
                phase "Make" {
                    write it down
                """
            )
        ])
        let run = try lab.rehearse("--twice", "--keep-files", kept.path)
        #expect(run.output.contains("\nChanged: both are made.\n"), "\(run.output)")
        #expect(!Files.exists("/tmp/belay-kept-by-a-test"))
        #expect(kept.read("tmp/belay-kept-by-a-test") == "written\n", "\(kept.files())")
        let again = try SmallLab([("done when one is made in $place on $box", "")]).rehearse("--twice")
        #expect(again.status == 1)
        #expect(again.output.contains("  again       changed once more:\n    1.3."), "\(again.output)")
    }

    @Test func `Two labs at once do not see each other`() throws {
        let labs = [SmallLab(), SmallLab()]
        let runs = try labs.map { lab in
            let run = try StartedLab("belay", words: ["rehearse", "\(lab.folder.path)/make.runbook", "--yes"])
            run.closeInput()
            return run
        }
        for run in runs {
            let printed = try run.readToEnd()
            #expect(ExitStatus(of: run.process).code == 0, "\(printed)")
            #expect(printed.contains("\nChanged: both are made.\n"), "\(printed)")
        }
    }
}
