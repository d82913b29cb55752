import Glibc

/// The processes that belong to a started one: its session, and what descends from it, also in sessions of their own.
/// Looked at only where a command is ended before its time. What was once seen stays known when its parent is gone.
struct ProcessSession: Sendable {
    let leader: pid_t
    private var known: Set<ProcessStatus.Identity> = []

    init(leader: pid_t) { self.leader = leader }

    /// Those of it that live.
    mutating func members() -> [ProcessStatus] {
        let all = ProcessStatus.all()
        var numbers = Set(all.filter { known.contains($0.identity) }.map(\.process))
        numbers.insert(leader)
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for status in all where !numbers.contains(status.process) {
                guard status.session == leader || numbers.contains(status.parent) else { continue }
                numbers.insert(status.process)
                hasGrown = true
            }
        }
        let members = all.filter { numbers.contains($0.process) }
        known.formUnion(members.map(\.identity))
        return members
    }
}
