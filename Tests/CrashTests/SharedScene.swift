import BelayTestSupport
import Foundation

/// Two machines, as far as Belay can tell: two state folders, and one store in a folder. Their runbook has three steps that are told when
/// to end, and a read in between.
final class SharedScene {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    let folder = TemporaryFolder("machines")

    private static let runbook = """
        runbook "Three" "Three steps, each once."
        lock site
        action work (name: text) {
            done when (? grep -qx $name log)
            $ sh ./step $name
        }
        phase "Only" {
            work one
            ? sh ./wait
            work two
            work three
        }

        """
    private static let step = """
        echo $1 >> begun
        while test -e hold-$1; do sleep 0.02; done
        echo $1 >> log

        """
    private static let wait = """
        echo wait >> begun
        while test -e hold-wait; do sleep 0.02; done

        """

    init() {
        folder.write(Self.runbook, to: "a.runbook")
        folder.write(Self.step, to: "step")
        folder.write(Self.wait, to: "wait")
        folder.write("", to: "log")
    }

    private var count = 0

    /// - Parameters:
    ///   - machine: names its state folder.
    ///   - store: where that is.
    func start(
        _ arguments: [String], on machine: String, store: String? = nil, patience: String = "60s"
    ) -> StartedBelay {
        count += 1
        let environment = [
            "PATH": "\(folder.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
            "HOME": folder.path, "LANG": "C.UTF-8", "XDG_STATE_HOME": "\(folder.path)/\(machine)",
            "BELAY_STORE": store ?? "\(folder.path)/store", "BELAY_STORE_PATIENCE": patience,
        ]
        return StartedBelay(arguments, environment, in: folder, printedTo: "printed-\(count)")
    }

    func hold(_ name: String) { folder.write("", to: "hold-\(name)") }

    func release(_ name: String) { unlink("\(folder.path)/hold-\(name)") }

    func waitFor(_ name: String) throws {
        try wait("\(name) to begin") { folder.read("begun").split(separator: "\n").contains(Substring(name)) }
    }

    /// Stops it, and not in the moment in which it has the store's lock: that would hold up everybody.
    func stop(_ started: StartedBelay) throws {
        for _ in 0..<100 {
            started.signal(SIGSTOP)
            usleep(20_000)
            let file = open("\(folder.path)/store/state", O_RDWR)
            defer { close(file) }
            if file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0 { return }
            started.signal(SIGCONT)
            usleep(20_000)
        }
        throw Missing(description: "the store's lock is never free")
    }

    /// The run of a machine.
    func run(of machine: String) throws -> String {
        let names = TemporaryFolder.names(of: "\(folder.path)/\(machine)/belay/runs").filter { !$0.hasPrefix(".") }
        guard let name = names.first else { throw Missing(description: "\(machine) has no run") }
        return name
    }

    /// What was done, in order.
    var log: [String] { folder.read("log").split(separator: "\n").map(String.init) }

    /// Waits until something has come about, for a minute at most.
    func wait(_ what: String, until isSo: () -> Bool) throws {
        for _ in 0..<6000 {
            if isSo() { return }
            usleep(10_000)
        }
        throw Missing(description: "waited for \(what)")
    }
}
