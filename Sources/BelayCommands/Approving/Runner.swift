import BelayData
import BelaySystem
import Glibc

/// Whoever runs the runbook: nobody approves what they run themselves, whatever rights they have.
struct Runner {
    /// The keys that are at hand for them: those of their configuration, their folder and their agent.
    let keys: Set<PublicKey>
    /// As they are called: by the configuration, and by the list of signers for those keys.
    let names: Set<String>

    /// Why nothing counts where they have no name.
    static let unknown =
        "who runs it is not known, so nobody can say that others approve it: set `identity` in the configuration"

    init(_ console: Console, _ signers: AllowedSigners) {
        let environment = console.environment
        var keys: Set<PublicKey> = []
        var files: [String] = []
        if let key = environment["BELAY_KEY"], !key.isEmpty { files += [key, key + ".pub"] }
        if let home = environment["HOME"] {
            let names = (try? Folder.names(in: home + "/.ssh")) ?? []
            files += names.filter { $0.hasSuffix(".pub") }.map { "\(home)/.ssh/\($0)" }
        }
        for file in files {
            guard let bytes = try? File.bytes(of: file, upTo: 64 << 10) else { continue }
            if let key = PublicKey(in: String(decoding: bytes, as: UTF8.self)) { keys.insert(key) }
        }
        if let socket = environment["SSH_AUTH_SOCK"], !socket.isEmpty { keys.formUnion(Self.keysOfAgent()) }
        self.keys = keys
        var names = Set(keys.flatMap(signers.names))
        if let name = environment["BELAY_IDENTITY"], !name.isEmpty { names.insert(name) }
        self.names = names.filter { !$0.contains("*") && !$0.contains("?") }
    }

    private static func keysOfAgent() -> [PublicKey] {
        guard let pipe = popen("timeout 5 ssh-add -L 2>/dev/null", "r") else { return [] }
        defer { pclose(pipe) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
        return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
            PublicKey(in: $0)
        }
    }
}
