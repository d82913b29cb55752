import BelaySystem
import BelayWorkspace
import Glibc

/// Who may approve, by OpenSSH's file `allowed_signers`: a line for each key, with the names that it is of.
struct AllowedSigners {
    /// Where it is looked for if the configuration names none: there only root can change it.
    static let usualPath = "/etc/belay/allowed_signers"

    let path: String
    private let lines: [(names: [String], key: PublicKey)]

    init(_ console: Console) throws(UserError) {
        let named = console.environment["BELAY_SIGNERS"].flatMap { $0.isEmpty ? nil : $0 }
        path = console.surroundings.absolute(named ?? Self.usualPath)
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try File.bytes(of: path)
        } catch {
            let how = [
                "write it: a line such as  alice@example.com namespaces=\"belay\" ssh-ed25519 AAAA...",
                "and name it in the configuration: signers: /srv/runbooks/allowed_signers",
            ]
            throw UserError(
                message: named == nil
                    ? "nothing says who may approve: no `signers` is configured"
                    : "the signers \(path) cannot be read: \(error.words)", help: how)
        }
        try Self.refuseIfOpen(path)
        lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            guard line.first != "#", let key = PublicKey(in: line), let names = line.split(separator: " ").first else {
                return nil
            }
            return (names.split(separator: ",").map(String.init), key)
        }
    }

    /// Whoever can write the file can let anybody approve.
    private static func refuseIfOpen(_ path: String) throws(UserError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o002 != 0 else { return }
        throw UserError(
            message: "everybody on this machine can write \(path), and so let anybody approve; it counts for nothing",
            help: ["chmod o-w \(path)"])
    }

    /// All names of whoever has this one: those of a line are of one person.
    func names(with name: String) -> Set<String> {
        Set([name] + lines.filter { $0.names.contains(name) }.flatMap(\.names))
    }

    /// The names that the key is of; patterns too.
    func names(of key: PublicKey) -> [String] { lines.filter { $0.key == key }.flatMap(\.names) }
}
