import BelaySystem
import Glibc

extension RunFolder {
    private static let mark = ".removed-"

    /// Removes the folder with all that is in it, for good. Refused while a process executes the run or resumes it.
    public func remove(from state: StateFolder) throws(StateFailure) {
        let away = "\(state.runs)/\(Self.mark)\(id)"
        let isFree: Bool
        do throws(SystemError) {
            let folder = try open()
            isFree = try KernelLock.take(folder)
            // From here on nobody finds it, also when what follows is cut short.
            if isFree, rename(path, away) != 0 { throw .last }
            if isFree { try Self.empty(away) }
        } catch {
            throw StateFailure(message: "\(id) cannot be removed: \(error.words)")
        }
        if !isFree { throw StateFailure(message: "\(id) is running right now, and is not removed") }
    }

    /// Removes what a removal that was cut short has left.
    public static func removeRemnants(in state: StateFolder) throws(StateFailure) {
        do throws(SystemError) {
            for name in try Folder.names(in: state.runs) where name.hasPrefix(mark) {
                try empty("\(state.runs)/\(name)")
            }
        } catch {
            if error.number == ENOENT { return }
            throw StateFailure(message: "runs that were removed are not gone yet: \(error.words)")
        }
    }

    /// A run's folder has files and no folders; anything else stays, and the error says so.
    private static func empty(_ path: String) throws(SystemError) {
        for name in try Folder.names(in: path) where unlink("\(path)/\(name)") != 0 { throw .last }
        guard rmdir(path) == 0 else { throw .last }
    }
}
