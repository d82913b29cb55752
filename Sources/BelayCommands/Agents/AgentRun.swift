import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelaySystem
import Glibc

/// A run, and whether it was started by `start`: such a run has what it prints in its folder.
struct AgentRun {
    let folder: RunFolder

    /// What it prints, one object per line.
    var output: String { folder.path + "/agent.jsonl" }

    var isAgents: Bool { File.kind(of: output, followsLinks: false) == .file }

    /// Refuses what a person has started.
    /// - Parameter command: what a person types instead.
    func checkIsAgents(instead command: String) throws(ToolRefusal) {
        if isAgents { return }
        throw ToolRefusal("\(folder.id) was not started by `start`", help: ["a person decides about it: \(command)"])
    }

    /// What `body` comes to, unless nobody has approved its plan, or somebody has rejected it since.
    func granted(
        on desk: AgentDesk, _ body: @escaping () throws(ToolRefusal) -> CallAnswer
    ) throws(ToolRefusal) -> CallAnswer {
        let plan = try self.plan(on: desk.console)
        return try PlanPermission(plan, named: plan.name, on: desk).granted(body)
    }

    /// The plan that it is held to, by the file that it came from.
    func plan(on console: Console) throws(ToolRefusal) -> SavedPlan {
        do throws(StateFailure) {
            guard let beginning = try history(console).beginning, let digest = beginning.plan,
                let path = beginning.planFile
            else { throw StateFailure(message: "\(folder.id) is held to no plan") }
            return SavedPlan(try KeptPlan(of: folder).read(digest: digest), named: path)
        } catch {
            throw ToolRefusal(error)
        }
    }

    /// All that its records say.
    func history(_ console: Console) throws(StateFailure) -> RunHistory {
        RunHistory(try folder.readWhole().entries, clock: console.clock)
    }

    /// The process that executes it, where that was started by an agent: it prints into the run's folder.
    var process: pid_t? {
        var process: Int?
        _ = try? folder.forEachEntry { entry in
            switch entry.record {
            case .started(let started): process = started.process
            case .resumed(let resumed): process = resumed.process
            case .entered, .ended, .intent, .outcome, .bound, .decided, .answered, .failed, .stepFailed, .noted,
                .recovered, .alwaysStarted, .inspected, .finished:
                break
            }
        }
        guard folder.isRunning, let process, let printed = Self.identity(of: "/proc/\(process)/fd/1"),
            printed == Self.identity(of: output)
        else { return nil }
        return pid_t(process)
    }

    private static func identity(of path: String) -> [UInt]? {
        var status = stat()
        return stat(path, &status) == 0 ? [UInt(status.st_dev), UInt(status.st_ino)] : nil
    }

    /// Notes that it was asked to stop. A second signal would end what is running, and that is for a person.
    /// - Returns: false when it was noted before.
    func noteCancellation() -> Bool {
        let file = open(cancellation, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return errno != EEXIST }
        close(file)
        return true
    }

    /// It is resumed.
    func forgetCancellation() { unlink(cancellation) }

    private var cancellation: String { folder.path + "/agent.cancelled" }

    /// The last lines that its commands and its steps printed, each with the number of its step; none of a run that a person started.
    func lastLines(_ count: Int) -> [String] {
        let bytes = (try? Self.end(of: output)) ?? []
        let lines = bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? DataValue(parsing: Array($0)) }
        return lines.filter { $0["event"]?.string == "step.output" }.suffix(count)
            .map { "\($0["step"]?.string ?? ""): \($0["text"]?.string ?? "")" }
    }

    /// The last bytes of a file, from the beginning of a line.
    private static func end(of path: String) throws(SystemError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        let length = lseek(file, 0, SEEK_END)
        let start = max(0, length - (64 << 10))
        guard lseek(file, start, SEEK_SET) >= 0 else { throw .last }
        let bytes = try File.bytes(from: file)
        guard start > 0, let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return bytes }
        return Array(bytes[(newline + 1)...])
    }
}
