import BelayTestSupport
import Foundation

/// A folder with runbooks for an agent, and with people: Bob's account runs it, Alice and Carol may approve.
final class AgentFolder: Sendable {
    private let folder = TemporaryFolder("agent")
    private let hasStore: Bool

    var path: String { folder.path }
    /// Of a store in a folder.
    private var store: String? { hasStore ? folder.path + "/store" : nil }
    /// Where the server is started.
    var here: String { folder.path + "/here" }

    /// The machine as the programs see it.
    var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path + "/home",
            "LANG": "C.UTF-8", "XDG_STATE_HOME": folder.path + "/state", "XDG_CONFIG_HOME": folder.path + "/config",
            "BELAY_RUNBOOKS": Repository.runbooks.path,
        ].merging(store.map { ["BELAY_STORE": $0] } ?? [:]) { $1 }
    }

    static let runbooks = [
        "look": """
        runbook "Look" "Says what it was given."
        param word: text = hello "What to say."
        phase "Look" {
            let seen = ? printf '%s' $word
            say "seen: $seen"
        }

        """,
        "slow": """
        runbook "Slow" "Takes its time."
        param marker: path
        phase "Wait" {
            ? echo begun
            ? while [ ! -e $marker ]; do sleep 0.05; done
            say "over"
        }

        """,
        "change": """
        runbook "Change" "Makes a file."
        param name: text
        phase "Change" {
            $ touch $name
        }

        """,
        "pair": """
        runbook "Pair" "Asks two people."
        phase "Change" {
            $ touch first
            approval "the second may be made" by 2
            $ touch second
        }

        """,
        "confirmed": """
        runbook "Confirmed" "Asks whoever runs it."
        phase "Change" {
            confirm "really?"
            $ touch confirmed
        }

        """,
        "sealed": """
        runbook "Sealed" "Has a secret."
        param token: secret = env TOKEN
        phase "Look" {
            with input $token { ? wc -c }
        }

        """,
        "asking": """
        runbook "Asking" "Asks for a name."
        phase "Look" {
            ask name: text "who is it?"
            say "it is $name"
        }

        """,
        "broken": "runbook \"Broken\" \"Has a mistake.\"\nphase \"A\" { $ touch $missing }\n",
    ]

    init(hasStore: Bool = false) throws {
        self.hasStore = hasStore
        for name in ["here", "home/.ssh", "config", "keys"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        for (name, text) in Self.runbooks { folder.write(text, to: "here/\(name).runbook") }
        let names = ["home/.ssh/id_ed25519": "bob", "keys/alice": "alice", "keys/carol": "carol"]
        var signers = ""
        for (file, name) in names {
            _ = try ProgramRun(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(path)/\(file)"])
            signers += "\(name)@example.com namespaces=\"belay\" \(folder.read(file + ".pub"))"
        }
        folder.write(signers, to: "signers")
        folder.write("signers: \(path)/signers\n", to: "here/belay.yaml")
    }

    func write(_ text: String, to name: String, mode: UInt32 = 0o600) {
        folder.write(text, to: "here/" + name, mode: mode)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(here)/\(name)") }

    /// A person's command, without a terminal: what it printed.
    func belay(_ words: String...) throws -> ProgramRun {
        try ProgramRun([BuiltProgram.find().path] + words, variables: environment, in: here)
    }

    func removeFiles(beginningWith path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.path.hasPrefix(path) { try FileManager.default.removeItem(at: file) }
    }
}
