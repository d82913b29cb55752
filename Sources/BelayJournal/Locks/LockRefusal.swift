import BelayData
public import BelayRuntime

/// Why a target's lock was not had.
public enum LockRefusal: Error, Hashable, Sendable {
    /// Another run holds it.
    case held(Holder)
    /// The lock's file cannot be used: a sentence without a full stop.
    case unusable(String, help: [String] = [])

    public struct Holder: Hashable, Sendable {
        public var owner: LockOwner
        /// A living process holds it. If not, the run was interrupted, and holds the target until it is resumed or
        /// abandoned.
        public var isRunning: Bool
        /// What was typed into a session is gone with it: it cannot be resumed.
        public var isSession: Bool
        /// The run is not in this user's state folder: it is another's, who alone can resume it.
        public var isElsewhere: Bool
        /// The last step of the run.
        public var step: StepPath?
        /// The file that says who has the target.
        public var file: String

        public init(
            owner: LockOwner, isRunning: Bool, isSession: Bool = false, isElsewhere: Bool = false, step: StepPath?,
            file: String
        ) {
            self.owner = owner
            self.isSession = isSession
            self.isElsewhere = isElsewhere
            self.isRunning = isRunning
            self.step = step
            self.file = file
        }
    }

    /// One sentence, without a full stop.
    public var message: String {
        switch self {
        case .held(let holder):
            let owner = holder.owner
            if let words = owner.wordsOfPerson { return words }
            let place = holder.step.map { ", at step \($0)" } ?? ""
            let kind = holder.isSession ? "session" : "run"
            let state = holder.isSession ? "killed" : "interrupted"
            let how = holder.isRunning ? "is locked by" : "is still locked by the \(state)"
            return "\(owner.target) \(how) \(kind) \(owner.run) of \(owner.runbook) by \(owner.user) on \(owner.host) "
                + "(process \(owner.process)), started \(owner.since)\(place)"
        case .unusable(let reason, _): return reason
        }
    }

    /// Things to do about it, one line each.
    public var help: [String] {
        switch self {
        case .held(let holder) where holder.owner.why != nil:
            ["belay unlock \(ShellQuoting.quoted(holder.owner.target))   when that is over"]
        case .held(let holder) where holder.isElsewhere && holder.isRunning: []
        case .held(let holder) where holder.isElsewhere:
            ["\(holder.owner.user) can resume or abandon it: belay resume, or belay abandon, \(holder.owner.run)"]
        case .held(let holder) where holder.isRunning: ["belay show \(holder.owner.run)"]
        case .held(let holder) where holder.isSession:
            [
                "belay show \(holder.owner.run)      show what it did, and what is unknown",
                "belay abandon \(holder.owner.run)   release the lock",
            ]
        case .held(let holder):
            [
                "belay show \(holder.owner.run)      show what it did",
                "belay resume \(holder.owner.run)    resume it",
                "belay abandon \(holder.owner.run)   give it up",
            ]
        case .unusable(_, let help): help
        }
    }
}

extension LockOwner {
    /// Of a person who has a target, and says why; nil of a run.
    var wordsOfPerson: String? {
        why.map { "\(target) was locked by \(user) on \(host) at \(since): \($0)" }
    }
}
