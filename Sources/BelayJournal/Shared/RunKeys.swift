/// The keys of the store, below its prefix; docs/store.md has them too.
enum RunKeys {
    /// One for each run: its first line and its last, so that a list of runs is one request.
    static let index = "index/"

    static func index(of run: String) -> String { index + run }
    /// Everything of a run.
    static func prefix(of run: String) -> String { "runs/\(run)/" }
    static func journal(of run: String) -> String { "runs/\(run)/journal/" }

    /// Of a line, counted from one.
    static func line(_ number: Int, of run: String) -> String {
        let digits = String(number)
        return journal(of: run) + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    static func holder(of run: String) -> String { "runs/\(run)/holder" }
    static func heartbeat(of run: String) -> String { "runs/\(run)/heartbeat" }
    static func sources(of run: String) -> String { "runs/\(run)/sources/" }
    static func source(_ name: String, of run: String) -> String { sources(of: run) + name }
    static let locks = "locks/"
    static func lock(of target: String) -> String { locks + TargetLock.name(of: target) }
    /// Those of a subject, by its digest.
    static func approvals(of digest: String) -> String { "approvals/\(digest)/" }
}
