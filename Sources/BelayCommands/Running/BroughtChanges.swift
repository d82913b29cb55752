import BelayJournal
import BelayRuntime
import BelaySystem

/// Changes that a run has begun on another machine than this, for itself, and whose outcome nobody has written down. They are not to be
/// seen from here, so the folder of the run says where they were begun: whoever resumes it is told, and decides.
struct BroughtChanges {
    let folder: RunFolder
    private let undecided: Set<Int>

    init(of folder: RunFolder, undecided: [RunHistory.Effect]) {
        self.folder = folder
        self.undecided = Set(undecided.filter { $0.intent.place.reach == .local }.map(\.intent.number))
    }

    /// In the file in which a change of this machine says which process it is, see docs/journal.md.
    func mark() throws(StateFailure) {
        guard !undecided.isEmpty else { return }
        var host = ""
        var lines = ""
        _ = try folder.forEachEntry { entry in
            switch entry.record {
            case .started(let started): host = started.host
            case .resumed(let resumed): host = resumed.host
            case .intent(let intent) where undecided.contains(intent.number) && host != HostIdentity.name:
                lines += "\(intent.number) 0 0 - \(host.split(whereSeparator: \.isWhitespace).joined())\n"
            case .intent, .entered, .ended, .outcome, .bound, .decided, .answered, .failed, .stepFailed, .noted,
                .recovered, .alwaysStarted, .inspected, .finished:
                break
            }
        }
        let path = "\(folder.path)/processes"
        do throws(SystemError) {
            try File.append(Array(lines.utf8), to: path, mode: 0o600)
        } catch {
            throw StateFailure(message: "\(path) cannot be written: \(error.words)")
        }
    }
}
