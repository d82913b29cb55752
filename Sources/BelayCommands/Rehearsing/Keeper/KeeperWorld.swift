import BelayRuntime
import Synchronization

/// What surrounds a lab's own blocks: nothing of them is written down, nobody is asked, and nobody looks on.
struct KeeperWorld: Prompter, RunJournal, RunObserver {
    var holdsFailures: Bool { false }

    func answer(_ question: Redacted<Question>) async -> Answer { .none }

    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int { 0 }

    func observe(_ event: Redacted<RunEvent>) {}
}
