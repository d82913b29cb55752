import BelayTestSupport
import Foundation

/// A folder with a runbook of one phase and a host, in which belay is started and signalled.
final class BelayScene {
    struct Missing: Error {}

    let folder = TemporaryFolder("scene")
    /// Says who it is, waits until it may continue, and counts itself.
    private static let slow = """
        dir=${0%/*}
        echo $$ > "$dir/pid"
        until test -e "$dir/go"; do sleep 0.05; done
        echo done >> "$dir/log"

        """

    init(_ runbook: String, _ server: TestSSHServer) {
        let options = server.sshArguments.joined(separator: " ")
        mkdir(folder.path + "/bin", 0o700)
        for program in ["ssh", "scp"] {
            folder.write("#!/bin/sh\nexec /usr/bin/\(program) \(options) \"$@\"\n", to: "bin/\(program)", mode: 0o700)
        }
        folder.write(Self.slow, to: "slow")
        folder.write(runbook + "\n", to: "a.runbook")
    }

    /// `run` is given the runbook and its parameters.
    func start(_ arguments: [String]) -> StartedBelay {
        let more = arguments.first == "run" ? ["a.runbook", "dir=\(folder.path)", "box=box"] : []
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let environment = [
            "PATH": "\(folder.path)/bin:\(path)", "HOME": folder.path, "LANG": "C.UTF-8",
            "XDG_STATE_HOME": folder.path + "/state",
        ]
        return StartedBelay(arguments + more, environment, in: folder, printedTo: "printed")
    }

    /// Waits until the time limit of a command that runs by now has passed.
    func waitForLimit(of duration: Duration) throws {
        let passed = ContinuousClock.now + duration
        try wait { ContinuousClock.now > passed }
    }

    /// Waits until something has come about, for a minute at most.
    func wait(until isSo: () -> Bool) throws {
        for _ in 0..<6000 {
            if isSo() { return }
            usleep(10_000)
        }
        throw Missing()
    }
}
