import BelaySystem
import Glibc

/// The record in which a change of this machine says, before it begins, which process it is: a line of the file
/// `processes` in the folder of its run, see docs/journal.md. Everybody may see if that process lives, also where it
/// is another user's, as under `sudo`, or has emptied its environment.
struct ProcessRecord: Sendable {
    var path: String
    /// Of its run.
    var folder: String
    /// Of the effect.
    var number: String
    let machine = Machine.here

    static let fileName = "processes"

    /// `nil` for anything but a change of a run, and where the run has no folder on this machine.
    init?(mark: String, in environment: ProcessEnvironment) {
        let parts = mark.split(separator: "/")
        guard parts.count == 2, let runs = Self.runs(in: environment) else { return nil }
        folder = "\(runs)/\(parts[0])"
        guard access(folder, F_OK) == 0 else { return nil }
        path = "\(folder)/\(Self.fileName)"
        number = String(parts[1])
    }

    /// As the journal finds its folder.
    private static func runs(in environment: ProcessEnvironment) -> String? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/belay/runs" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/belay/runs" }
        return nil
    }

    func open() throws(SystemError) -> Int32 {
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let file = Glibc.open(path, flags, 0o600)
        guard file >= 0 else { throw SystemError(errno, in: "open") }
        return file
    }

    /// The identity of the machine until it is restarted: its boot and the start of its first process, which in a
    /// container is younger, and its name.
    struct Machine: Hashable, Sendable {
        var boot: String
        var name: String

        var text: String { "\(boot) \(name)" }

        static let here: Machine = {
            let boot = (try? File.bytes(of: "/proc/sys/kernel/random/boot_id")) ?? []
            let first = ProcessStatus(of: 1).map { String($0.start) } ?? "-"
            return Machine(
                boot: String(decoding: boot, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined() + "."
                    + first,
                name: HostIdentity.name.split(whereSeparator: \.isWhitespace).joined())
        }()
    }

    /// A line of the file.
    struct Line: Hashable, Sendable {
        var identity: ProcessStatus.Identity
        var machine: Machine
    }

    /// The line of the change; `nil` if it wrote none.
    func line() -> Line? {
        let lines = String(decoding: (try? File.bytes(of: path)) ?? [], as: UTF8.self).split(separator: "\n")
        return lines.lazy.reversed().compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5, words[0] == number, let process = pid_t(words[1]), let start = Int(words[2])
            else { return nil }
            return Line(
                identity: ProcessStatus.Identity(process: process, start: start),
                machine: Machine(boot: words[3], name: words[4]))
        }.first
    }

    /// Changes of the run have said which processes they are.
    var isKept: Bool { access(path, F_OK) == 0 }
}
