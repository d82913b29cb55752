import BelayTestSupport
import Foundation

/// Puts fixed words in place of what differs from run to run: the run's id, times, process numbers, the folder, digests of plans, keys.
struct StableText {
    let folder: String

    func stable(_ line: String) -> String {
        line.replacing(folder, with: "/here")
            .replacing(Repository.runbooks.path, with: "/usr/local/share/belay/runbooks")
            .replacing(/\b\d{8}-\d{6}-[a-z0-9]{4}\b/, with: "20260301-093000-k3f9")
            .replacing(/(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?Z/) { match in
                Self.isOfNow(match.output.1) ? "2026-03-01T09:30:00.125Z" : String(match.output.0)
            }
            .replacing(/(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d( to \d\d:\d\d:\d\d)? UTC/) { match in
                Self.isOfNow(match.output.1)
                    ? "2026-03-01 09:30:00\(match.output.2 == nil ? "" : " to 09:30:00") UTC" : String(match.output.0)
            }
            // The width of a column is that of the longest time in it.
            .replacing(/\bUTC  \d\S*s +/, with: "UTC  40ms  ")
            .replacing(/\btook +runbook/, with: "took  runbook")
            .replacing("\(Self.user) on \(Self.host)", with: "ops on desk")
            .replacing("/here on \(Self.host)", with: "/here on desk")
            .replacing("name=\"host\" value=\"\(Self.host)\"", with: "name=\"host\" value=\"desk\"")
            .replacing("name=\"user\" value=\"\(Self.user)\"", with: "name=\"user\" value=\"ops\"")
            .replacing(/(ops on desk, )\d\d:\d\d:\d\d/) { "\($0.output.1)09:30:00" }
            .replacing(/(  |, |\| |\btook |\bafter |\bin )(\d+ms|\d+(\.\d)?s|\d+m\d\ds|\d+h\d\dm)($|[`.,:;]|  | \|)/) {
                match in
                "\(match.output.1)40ms\(match.output.4)"
            }
            .replacing(/"(elapsedSeconds|remainingSeconds|seconds)":\d+\.\d+/) { match in
                "\"\(match.output.1)\":0.04"
            }
            .replacing(/\btime="\d+\.\d+"/, with: "time=\"0.04\"")
            .replacing(/\bstarted \S+ ago/, with: "started 2s ago")
            .replacing(/\(process \d+\)/, with: "(process 4321)")
            .replacing(/\b(digest +)[0-9a-f]{64}/) { "\($0.output.1)3f9a…" }
            .replacing(/with the digest [0-9a-f]{12}/, with: "with the digest 3f9a…")
            .replacing(/SHA256:[A-Za-z0-9+\/]{43}/, with: "SHA256:…")
            .replacing(/\(asked \d+ times\)/, with: "(asked 5 times)")
    }

    private static let user = NSUserName()
    private static let host = ProcessInfo.processInfo.hostName

    /// A time that a page itself writes stays as it is.
    private static func isOfNow(_ day: Substring) -> Bool {
        [-1, 0, 1].contains { days in
            day == Date.now.addingTimeInterval(days * 86400).formatted(.iso8601.year().month().day())
        }
    }
}
