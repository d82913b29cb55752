import BelayData
import BelaySystem
import BelayWorkspace
import Glibc

/// OpenSSH's `ssh-keygen -Y`, which signs and verifies. Its namespace keeps a signature for Belay from being one for anything else.
struct SSHKeygen {
    static let namespace = "belay"
    private static let program = "ssh-keygen"

    let programs: ProgramSearch
    /// The folders for what is needed for a moment, of which the first that serves is taken.
    private let parents: [String]

    /// - Throws: where it is not installed.
    init(_ console: Console) throws(UserError) {
        programs = console.surroundings.programs
        parents = [console.environment["TMPDIR"]].compactMap(\.self) + ["/tmp"]
        guard programs.path(of: Self.program) != nil else {
            throw UserError(
                message: "ssh-keygen, which signs and verifies approvals, is not installed",
                help: ["apt install openssh-client"])
        }
    }

    /// The signature of the bytes, armoured. A key with a passphrase, or one that its agent or its token has, asks as usual.
    func sign(_ bytes: [UInt8], with key: String) throws(UserError) -> [UInt8] {
        try inFolder { (folder) throws(UserError) in
            let data = "\(folder)/record"
            try write(bytes, to: data)
            let result = run(["-Y", "sign", "-q", "-f", key, "-n", Self.namespace, data])
            guard result.status == 0, let signature = try? File.bytes(of: data + ".sig") else {
                throw UserError(
                    message: "\(key) could not sign: \(result.lastLine)",
                    help: ["--key FILE    another key; of one that an agent has, the file with its public half"])
            }
            return signature
        }
    }

    /// How the signature was made, such as `ED25519 SHA256:…`; nil with the reason where it is not that of the person.
    func verify(
        _ bytes: [UInt8], _ signature: [UInt8], by name: String, signers: String
    ) throws(UserError) -> (key: String?, reason: String) {
        try inFolder { (folder) throws(UserError) in
            let (data, mark) = ("\(folder)/record", "\(folder)/record.sig")
            try write(bytes, to: data)
            try write(signature, to: mark)
            let result = run(
                ["-Y", "verify", "-f", signers, "-I", name, "-n", Self.namespace, "-s", mark], input: data)
            guard result.status == 0 else { return (nil, result.lastLine) }
            // Good "belay" signature for alice@example.com with ED25519 key SHA256:…
            let words = result.lastLine.split(separator: " ")
            return (words.suffix(3).filter { $0 != "key" }.joined(separator: " "), "")
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(UserError) {
        do throws(SystemError) {
            try File.create(path, with: bytes, mode: 0o600)
        } catch {
            throw UserError(message: "\(path) cannot be written: \(error.words)")
        }
    }

    /// A folder for this alone, which goes again.
    private func inFolder<Result>(_ body: (String) throws(UserError) -> Result) throws(UserError) -> Result {
        guard let folder = Folder.makeTemporary(in: parents, named: "belay-approval") else {
            throw UserError(
                message: "a folder in \(parents.joined(separator: " or ")) cannot be made: \(SystemError.last.words)")
        }
        defer {
            for file in (try? Folder.names(in: folder)) ?? [] { unlink("\(folder)/\(file)") }
            rmdir(folder)
        }
        return try body(folder)
    }

    /// Its status, and the last line that it printed on either stream.
    private func run(_ words: [String], input: String = "/dev/null") -> (status: Int32, lastLine: String) {
        let path = programs.path(of: Self.program) ?? Self.program
        let command = ShellQuoting.joined([path] + words) + " < \(ShellQuoting.quoted(input)) 2>&1"
        guard let pipe = popen(command, "r") else { return (-1, SystemError.last.words) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
        let status = pclose(pipe)
        let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
        return (status, lines.last.map(String.init) ?? "it printed nothing")
    }
}
