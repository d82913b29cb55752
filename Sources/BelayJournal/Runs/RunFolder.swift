import BelayRuntime
import BelaySystem
import Glibc

/// `runs/ID` in the state folder: the files of one run. The process that executes the run keeps the folder locked.
public struct RunFolder: Hashable, Sendable {
    /// Such as `20260301-093000-k3f9`.
    public let id: String
    public let path: String

    public init(id: String, in state: StateFolder) {
        self.id = id
        path = "\(state.runs)/\(id)"
    }

    /// One elsewhere.
    init(id: String, at path: String) { (self.id, self.path) = (id, path) }

    static let journalName = "journal.jsonl"

    public var journalPath: String { "\(path)/\(Self.journalName)" }

    func open() throws(SystemError) -> OpenFile { try OpenFile(path, flags: O_RDONLY | O_DIRECTORY) }

    /// True if a living process executes the run. Of a folder that cannot be opened this is not known, and so false.
    public var isRunning: Bool {
        guard let folder = try? open() else { return false }
        return KernelLock.isHeld(folder)
    }

    /// True if no process executes the run and it has begun no change: it was killed before it could. Of a folder
    /// that is not there, and of a journal that cannot be read, this is not known, and so false.
    public var endedBeforeItChanged: Bool {
        guard let folder = try? open(), !KernelLock.isHeld(folder) else { return false }
        guard let file = try? OpenFile(Self.journalName, in: folder, flags: O_RDONLY) else { return false }
        var hasChanged = false
        // The first change is near the beginning, and what comes after it does not matter.
        let scan = try? JournalScan.read(file) { entry in
            hasChanged = entry.mayChange
            return !hasChanged
        }
        guard let scan else { return false }
        return scan.damage == nil && !hasChanged
    }

    /// The records of the run, checked to the end.
    public func read() throws(StateFailure) -> JournalReader {
        do throws(SystemError) {
            return try JournalReader(OpenFile(journalPath, flags: O_RDONLY))
        } catch {
            throw StateFailure(message: "the journal of \(id) cannot be read: \(error.words)")
        }
    }

    /// The whole journal: its records, its lines as they are in the file, and the end of its chain.
    public func readWhole() throws(StateFailure) -> WholeJournal {
        do throws(SystemError) {
            return WholeJournal(try OpenFile(journalPath, flags: O_RDONLY).readAll())
        } catch {
            throw StateFailure(message: "the journal of \(id) cannot be read: \(error.words)")
        }
    }

    /// The bytes of the journal from an offset on, as far as they are written now.
    public func bytes(from offset: Int) throws(StateFailure) -> [UInt8] {
        do throws(SystemError) {
            let file = try OpenFile(journalPath, flags: O_RDONLY)
            return try file.read(from: offset, count: max(0, file.length() - offset))
        } catch {
            throw StateFailure(message: "the journal of \(id) cannot be read: \(error.words)")
        }
    }

    /// One record of the run after the other, none of which is kept.
    /// - Returns: why they end before the journal does.
    public func forEachEntry(_ body: (JournalEntry) -> Void) throws(StateFailure) -> JournalDamage? {
        do throws(SystemError) {
            let scan = try JournalScan.read(OpenFile(journalPath, flags: O_RDONLY)) { entry in
                body(entry)
                return true
            }
            return scan.damage
        } catch {
            throw StateFailure(message: "the journal of \(id) cannot be read: \(error.words)")
        }
    }
}

extension JournalEntry {
    /// It begins a change, or lets a person look around.
    fileprivate var mayChange: Bool {
        switch record {
        case .intent, .inspected: true
        case .started, .entered, .ended, .outcome, .bound, .decided, .answered, .failed, .stepFailed, .noted,
            .recovered, .alwaysStarted, .finished, .resumed:
            false
        }
    }
}
