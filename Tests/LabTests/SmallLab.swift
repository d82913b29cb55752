import BelayTestSupport
import Glibc

/// A runbook that rehearses in a lab of its own, in a folder for as long as a test needs it: two machines, one of which
/// serves pages and keeps the numbers that a client writes.
final class SmallLab {
    let folder = TemporaryFolder("lab")

    static let lab = """
        lab "Two machines" "nginx on one, a small disk on the other, and a client that writes numbers."
        param node: host = m1
        param other: host = m2
        machine m1 { runs nginx }
        machine m2 { disk /data 4MiB }
        begin {
            on m1 as root { $ mkdir -p /srv/made && : > /srv/numbers }
            on m2 as root { $ mkdir -p /data/made }
        }
        meanwhile numbers every 250ms within 5s { on m1 as root { $ echo $turn >> /srv/numbers } }
        found numbers { on m1 as root { give ? cat /srv/numbers } }
        ends changed "both are made" when done {
            on m1 as root { expect (? test -e /srv/made/one) else "m1 has none" }
            on m2 as root { expect (? test -e /data/made/one) else "m2 has none" }
            on m1 as root { expect (? systemctl is-active --quiet nginx) taking 3 as no else "nginx is down" }
            expect $numbers.lost is 0
        }
        ends untouched "nothing is made" {
            on m1 as root { expect not (? test -e /srv/made/one) else "m1 has one" }
            on m2 as root { expect not (? test -e /data/made/one) else "m2 has one" }
            on m1 as root { expect (? systemctl is-active --quiet nginx) taking 3 as no else "nginx is down" }
            expect $numbers.lost is 0
        }
        fault made-away "what was made on m1 is gone" { on m1 as root { $ rm -f /srv/made/one } }

        """

    static let runbook = """
        runbook "Make" "Makes something on both."
        needs ssh
        rehearse in small
        param node: host
        param other: host
        lock "small"
        probe one is made in (place: path) on (box: host) { on $box as root { expect (? test -e $place/one) else "$box has none" } }
        action make in (place: path) on (box: host) {
            done when one is made in $place on $box
            on $box as root { $ head -c 100000 /dev/zero > $place/one }
            undo { on $box as root { $ rm -f $place/one } }
        }
        phase "Make" {
            on failure undo
            on $node as root { expect (? systemctl is-active --quiet nginx) taking 3 as no else "nginx is down" }
            make in /srv/made on $node
            make in /data/made on $other
            expect one is made in /srv/made on $node
            on $node as root { expect (? systemctl is-active --quiet nginx) taking 3 as no else "nginx is down" }
        }

        """

    /// - Parameter more: replacements in the two texts.
    init(_ more: [(String, String)] = []) {
        var (lab, runbook) = (Self.lab, Self.runbook)
        for (old, new) in more {
            precondition(lab.contains(old) || runbook.contains(old), "neither has \(old)")
            lab = lab.replacing(old, with: new)
            runbook = runbook.replacing(old, with: new)
        }
        mkdir(folder.path + "/labs", 0o755)
        folder.write(lab, to: "labs/small.runbook", mode: 0o644)
        folder.write(runbook, to: "make.runbook", mode: 0o644)
        chmod(folder.path, 0o755)
    }

    func rehearse(_ options: String...) throws -> Rehearsal {
        try Rehearsal(of: folder.path + "/make.runbook", options)
    }
}

extension Rehearsal {
    /// Of a runbook whose lab has all parameters.
    init(of path: String, _ options: [String]) throws {
        self.init(try LabRun("belay", words: ["rehearse", path, "--yes"] + options))
    }

    /// Of a bundled runbook, told in JSON.
    init(bundled name: String, _ options: String...) throws {
        try self.init(of: name, options + ["--format", "json"])
    }
}
