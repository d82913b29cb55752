import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelaySystem
import Glibc

/// A Belay that was started to run a plan or to resume a run, until its run has begun: from then on it needs nobody.
final class RunLaunch: WaitingCall {
    private let desk: AgentDesk
    private let child: BelayChild
    private let files: CallFolder
    /// Where it prints, and what was there before.
    private let output: String
    private let before: Int
    private var isBegun = false

    /// - Parameters:
    ///   - words: the command and its options.
    ///   - names: what comes behind them.
    ///   - values: for its parameters and questions.
    ///   - resumed: the run that is resumed; nil for a new one.
    init(
        _ words: [String], _ names: [String], values: DataValue.Object, resuming resumed: AgentRun? = nil,
        on desk: AgentDesk
    ) throws(ToolRefusal) {
        self.desk = desk
        files = try CallFolder(in: desk.state, at: desk.console.clock.timestamp)
        output = resumed?.output ?? files.output
        before = (try? File.bytes(of: output).count) ?? 0
        let options = try files.options(for: values)
        child = try BelayChild(
            words + ["--format", "json"] + options + ["--"] + names, output: output, error: files.errors,
            on: desk.console)
        desk.children.keep(child)
    }

    func look() -> ToolResult? {
        // Looked at first: what it has printed is whole when it has ended.
        let isOver = child.status != nil
        if let folder = begun() {
            isBegun = true
            let run = AgentRun(folder: folder)
            if output == files.output { rename(output, run.output) }
            return .object(RunStatus(folder, on: desk).data)
        }
        return isOver ? .refused(files.refusal(otherwise: "Belay ended before the run began")) : nil
    }

    /// Before the run has begun nothing is changed, and nobody would know of it.
    func cancel() {
        if !isBegun, begun() == nil { child.terminate() }
    }

    /// The run, once its first line is there.
    private func begun() -> RunFolder? {
        guard let bytes = try? File.bytes(of: output), bytes.count > before else { return nil }
        for line in bytes[before...].split(separator: UInt8(ascii: "\n")).prefix(Self.firstLines) {
            guard let object = try? DataValue(parsing: Array(line)), object["event"]?.string == "run.started",
                let id = object["run"]?.string
            else { continue }
            return RunFolder(id: id, in: desk.state)
        }
        return nil
    }

    private static let firstLines = 8
}

/// The processes that were started and not yet seen to end.
final class ChildKeeper {
    private var children: [BelayChild] = []

    func keep(_ child: BelayChild) {
        look()
        children.append(child)
    }

    /// Takes leave of those that have ended.
    func look() { children.removeAll { $0.status != nil } }
}
