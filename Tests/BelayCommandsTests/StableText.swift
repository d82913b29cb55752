import BelayTestSupport
import Foundation

/// Puts fixed words in place of what differs from run to run: the run's id, times, process numbers, the folder.
struct StableText {
    let folder: String

    func stable(_ line: String) -> String {
        line.replacing(folder, with: "/here")
            .replacing(Repository.runbooks.path, with: "/usr/local/share/belay/runbooks")
            .replacing(/\b\d{8}-\d{6}-[a-z0-9]{4}\b/, with: "20260301-093000-k3f9")
            .replacing(/(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?Z/) { match in
                Self.isOfNow(match.output.1) ? "2026-03-01T09:30:00.125Z" : String(match.output.0)
            }
            .replacing(/(  |\btook |\bafter |\bin )(\d+ms|\d+(\.\d)?s|\d+m\d\ds|\d+h\d\dm)($|[.,:;]|  )/) { match in
                "\(match.output.1)40ms\(match.output.4)"
            }
            .replacing(/"(elapsedSeconds|remainingSeconds|seconds)":\d+\.\d+/) { match in
                "\"\(match.output.1)\":0.04"
            }
            .replacing(/\bstarted \S+ ago/, with: "started 2s ago")
            .replacing(/\(process \d+\)/, with: "(process 4321)")
            .replacing(/\(asked \d+ times\)/, with: "(asked 5 times)")
    }

    /// A time that a page itself writes stays as it is.
    private static func isOfNow(_ day: Substring) -> Bool {
        [-1, 0, 1].contains { days in
            day == Date.now.addingTimeInterval(days * 86400).formatted(.iso8601.year().month().day())
        }
    }
}
