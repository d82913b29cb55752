import BelayData
import BelayTestSupport
import Foundation

/// A folder with the runbook, its effects and the state of each machine, in which belay is run, and killed or stopped.
final class CrashScene {
    /// The end of a start of belay: by itself with a status, or killed.
    struct Ending: Equatable {
        /// Nil when it was killed.
        var status: Int32?
        var printed: String
    }

    private static let files = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files")

    /// The library that kills belay at a record, compiled once.
    private static let library: (folder: TemporaryFolder, path: String) = {
        let folder = TemporaryFolder("crash-library")
        let path = folder.path + "/crash.so"
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", "-o", path, files.appending(path: "crash.c").path]
        try? compiler.run()
        compiler.waitUntilExit()
        return (folder, path)
    }()

    private let folder = TemporaryFolder("crash")
    /// Nil where all is done on this machine.
    private let server: TestSSHServer?
    /// The address of the store that all machines share; nil where there is none.
    private let store: String?
    private var starts = 0

    /// Commands that belay leaves running when it is killed for the first time continue for a while.
    private var isOutlived = false

    /// - Parameter store: where that is, of a folder of the scene.
    init(_ server: TestSSHServer?, store: ((String) -> String)? = nil) {
        self.server = server
        self.store = store?(folder.path)
        mkdir(folder.path + "/made", 0o700)
        mkdir(folder.path + "/bin", 0o700)
        for name in ["crash.runbook", "effect"] { copy(name) }
        folder.write("a seed\n", to: "seed")
        folder.write("p\nq\n", to: "list")
        folder.write("env\n", to: "shell")
        guard let server else { return }
        let options = server.sshArguments.joined(separator: " ")
        folder.write("#!/bin/sh\nexec /usr/bin/ssh \(options) \"$@\"\n", to: "bin/ssh", mode: 0o700)
    }

    /// A program for those that belay starts.
    func add(_ name: String, _ text: String) { folder.write(text, to: name, mode: 0o700) }

    private func copy(_ name: String) {
        var text = (try? String(contentsOf: Self.files.appending(path: name), encoding: .utf8)) ?? ""
        if server == nil { text = text.replacing(/on \$(box|node) \{/, with: "locally {") }
        folder.write(text, to: name, mode: name == "effect" ? 0o700 : 0o600)
    }

    // MARK: - Belay

    private static let answers = ["--yes", "--confirm", "4.1=crash"]

    /// From the beginning. `crash` is what the library is told, such as `before 7`.
    func run(crash: String? = nil) -> Ending { ending(of: begin(on: "state", crash: crash)) }

    func resume(_ flags: [String] = [], crash: String? = nil) -> Ending {
        ending(of: start(["resume"] + Self.answers + flags, on: "state", crash))
    }

    func abandon(_ run: String) -> Ending { ending(of: start(["abandon", run], on: "state", nil)) }

    /// From the beginning, on a machine: its state folder has this name.
    func begin(on machine: String, crash: String? = nil) -> StartedBelay {
        start(
            ["run", "crash.runbook", "dir=\(folder.path)", "box=\(server?.host ?? "nowhere")"] + Self.answers,
            on: machine, crash)
    }

    /// A machine takes over the run that the first has begun; nil where that has begun none.
    func takeOver(on machine: String, _ flags: [String] = []) -> Ending? {
        let runs = TemporaryFolder.names(of: "\(folder.path)/first/belay/runs").filter { !$0.hasPrefix(".") }
        guard let run = runs.first else { return nil }
        return ending(of: start(["resume", run, "--take-over"] + Self.answers + flags, on: machine, nil))
    }

    /// Belay gets a signal in this effect, `before`, `amid` or `after` it happens; or the effect `outlived` it, also until
    /// somebody has said so (`held`).
    func kill(in effect: String, _ moment: String, by signal: String = "KILL") {
        folder.write("\(effect) \(moment) \(signal)\n", to: "crash")
        isOutlived = moment == "outlived" || moment == "held"
    }

    private func start(_ arguments: [String], on machine: String, _ crash: String?) -> StartedBelay {
        starts += 1
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var environment = [
            "PATH": "\(folder.path)/bin:\(path)", "HOME": folder.path, "LANG": "C.UTF-8",
            "XDG_STATE_HOME": "\(folder.path)/\(machine)",
        ]
        environment["BELAY_STORE"] = store
        if let crash {
            environment["LD_PRELOAD"] = Self.library.path
            environment["BELAY_CRASH"] = crash
        }
        return StartedBelay(arguments, environment, in: folder, printedTo: "printed-\(starts)")
    }

    private func ending(of started: StartedBelay) -> Ending {
        let status = started.wait()
        if !isOutlived { settle() }
        isOutlived = false
        return Ending(status: status, printed: started.printed)
    }

    /// Waits for the end of what belay has left running.
    func settle() {
        for _ in 0..<2000 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            if !names.contains(where: { $0.hasPrefix("busy.") }) { return }
            usleep(5000)
        }
    }

    // MARK: - The world

    /// Every effect that happened, in order.
    var effects: [String] { folder.read("effects").split(separator: "\n").map(String.init) }

    var made: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/made")) ?? []).sorted()
    }

    /// The files on the host of runs that are not over.
    var left: [String] { server.map { TemporaryFolder.names(of: $0.home + "/.local/state/belay/far") } ?? [] }

    // MARK: - The journal

    var runID: String { records.first?["run"]?.string ?? "" }

    var records: [DataValue] {
        let journals = ["state", "first", "second"].flatMap { machine -> [String] in
            let runs = "\(folder.path)/\(machine)/belay/runs"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
            return names.map { "\(runs)/\($0)/journal.jsonl" }
        }
        // The newest one: a run killed before it changed anything was started again.
        guard let journal = journals.max(by: { written($0) < written($1) }) else { return [] }
        let text = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { try? DataValue(parsing: String($0)) }
    }

    private func written(_ file: String) -> Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }

    /// True if the run has ended well: it may have been killed right after saying so.
    var isDone: Bool {
        guard let last = records.last else { return false }
        return last["kind"]?.string == "finished" && last["outcome"]?.string == "done"
    }

    /// What a person says who looks at the world, and which effect will happen once more by that.
    func decision(on printed: String) -> (flags: [String], repeated: String?) {
        // What it printed is a value, and lost: a person decides to do it again.
        if printed.contains(": its output is needed.\n"),
            let asked = printed.firstMatch(of: /--did-not-happen '([^']+)'/)
        {
            let step = String(asked.output.1)
            let command = intents(at: step).last?["command"]?.string ?? ""
            return (["--did-not-happen", step], command.contains("effect right") ? "right" : "printed")
        }
        return (answer(to: printed), nil)
    }

    private func answer(to printed: String) -> [String] {
        guard let asked = printed.firstMatch(of: /--(?:happened|did-not-happen) '([^']+)'/) else { return [] }
        let shown = String(asked.output.1)
        let intents = intents(at: shown)
        let words = (intents.last?["command"]?.string ?? "").split(separator: " ").map { $0.replacing("\"", with: "") }
        guard let index = words.firstIndex(where: { $0.hasSuffix("/effect") }), index + 1 < words.count else {
            return []
        }
        let known = records.count { record in
            record["kind"]?.string == "outcome" && record["ending"]?.string == "exited"
                && records.contains {
                    $0["kind"]?.string == "intent" && $0["effect"] == record["effect"]
                        && $0["command"] == intents.last?["command"]
                }
        }
        let happened = effects.count { $0 == words[index + 1] } > known
        return [happened ? "--happened" : "--did-not-happen", shown]
    }

    /// The host of the change that belay asks about; nil for this machine.
    func host(of printed: String) -> String? {
        guard let asked = printed.firstMatch(of: /--happened '([^']+)'/) else { return nil }
        return intents(at: String(asked.output.1)).last?["place"]?["host"]?.string
    }

    private func intents(at shown: String) -> [DataValue] {
        records.filter { $0["kind"]?.string == "intent" && Self.shown($0) == shown }
    }

    /// A step as it is printed: without the positions of a loop's elements.
    private static func shown(_ record: DataValue) -> String? {
        record["step"]?.string?.replacing(/\[\d+:/, with: "[")
    }
}
