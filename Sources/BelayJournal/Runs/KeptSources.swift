import BelaySystem
import Glibc

/// The texts of the runbook and its libraries as a run began with them, kept in its folder: when the runbook has been
/// edited since, the difference can be shown.
public struct KeptSources: Sendable {
    private let folder: RunFolder

    public init(of folder: RunFolder) { self.folder = folder }

    private func path(_ index: Int) -> String { "\(folder.path)/source-\(index).runbook" }

    public func write(_ texts: [[UInt8]]) throws(StateFailure) {
        do throws(SystemError) {
            for (index, text) in texts.enumerated() {
                let file = try OpenFile(path(index), flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
                try file.writeAll(text, at: 0)
            }
        } catch {
            throw StateFailure(message: "the runbook cannot be copied to \(folder.path): \(error.words)")
        }
    }

    /// Nil when it was not kept.
    public func read(_ index: Int) -> [UInt8]? {
        try? OpenFile(path(index), flags: O_RDONLY).readAll()
    }
}
