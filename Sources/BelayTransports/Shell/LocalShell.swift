import BelayRuntime
import BelaySystem
import Glibc

/// The shell of this machine: bash where there is one, else sh.
struct LocalShell: Sendable {
    var path: String
    var isBash: Bool
    /// A pipeline fails when any of its commands does.
    var hasPipefail: Bool

    /// Finds it in the folders of `PATH`. An `sh` is asked whether it knows `pipefail`.
    static func find(
        in environment: ProcessEnvironment, asking: (ProcessCommand) async -> Int?
    ) async -> LocalShell? {
        if let bash = environment.programs.path(of: "bash") {
            return LocalShell(path: bash, isBash: true, hasPipefail: true)
        }
        guard let path = environment.programs.path(of: "sh") else { return nil }
        let question = ProcessCommand(
            path: path, arguments: ["sh", "-c", "set -o pipefail"], environment: environment, hasInput: false)
        return LocalShell(path: path, isBash: false, hasPipefail: await asking(question) == 0)
    }

    /// The arguments with which it performs a script, its own name first. A bash that believes to be started by sshd
    /// reads the user's interactive settings unless it is told not to, and `-eu` would end it there.
    func arguments(for script: String) -> [String] {
        (isBash ? ["bash", "--norc"] : ["sh"]) + ["-eu"] + (hasPipefail ? ["-o", "pipefail"] : []) + [
            "-c", "--", script,
        ]
    }

    /// Why a pipeline is refused by a shell.
    static func noPipefail(_ shell: String) -> String {
        "\(shell) has no `pipefail`, so a failure inside a pipeline would go unnoticed"
    }
}
