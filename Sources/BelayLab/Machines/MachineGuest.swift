import BelaySystem
import Glibc

/// A program that the lab runs on a machine as one of its users: by its namespaces, so whatever becomes of its network and
/// its sshd.
struct MachineGuest {
    let machine: MachineDescription
    let user: String
    let words: [String]

    /// The words of `belay-lab enter MACHINE USER COMMAND [ARGUMENT...]`.
    init(words: [String]) throws(LabFailure) {
        guard words.count >= 3 else {
            throw LabFailure("usage: belay-lab enter MACHINE USER COMMAND [ARGUMENT...]", status: ExitStatus.misused)
        }
        machine = try MachineDescription(here: words[0])
        user = words[1]
        self.words = Array(words.dropFirst(2))
    }

    /// Only returns by failing.
    func become() throws(LabFailure) -> Never {
        let process = try RunningMachine(machine: machine).process()
        guard let account = Account(named: user, in: "\(machine.disk)/etc/passwd") else {
            throw LabFailure("\(machine.name) has no user \(user)")
        }
        let namespaces = ["--mount", "--net", "--pid", "--uts", "--ipc"]
        let identity = ["--reuid", account.number, "--regid", account.group, "--init-groups", "--"]
        let start = ["sh", "-c", "cd \"$HOME\" 2> /dev/null || cd /; exec \"$@\"", "sh"]
        try ChildProgram.become(
            ["nsenter", "--target", String(process)] + namespaces + ["setpriv"] + identity + start + words,
            environment: [
                "PATH": NodeRoot.path, "HOME": account.home, "USER": user, "LOGNAME": user, "LANG": "C.UTF-8",
                "SHELL": "/bin/bash",
            ])
    }

    /// A line of a machine's list of users.
    struct Account: Hashable {
        var number: String
        var group: String
        var home: String

        init?(named name: String, in file: String) {
            let lines = ((try? Files.read(file)) ?? "").split(separator: "\n")
            guard let line = lines.first(where: { $0.hasPrefix("\(name):") }) else { return nil }
            let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 6 else { return nil }
            (number, group, home) = (fields[2], fields[3], fields[5])
        }
    }
}
