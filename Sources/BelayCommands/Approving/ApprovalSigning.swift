import BelayData
import BelayJournal
import BelayRuntime
import BelayStore
import BelaySystem
import BelayWorkspace

/// Says yes or no in the name of whoever is here: shows what it is about, asks, signs and writes it down.
struct ApprovalSigning {
    let decision: ApprovalRecord.Decision
    let options: ApprovalOptions
    let why: String
    /// How long it counts.
    let within: Duration?
    let console: Console

    func sign(_ subject: NamedSubject) async throws(UserError) -> ExitStatus {
        let desk = try ApprovalDesk(console, isRunner: false)
        let key = try keyFile()
        let name = try name(of: key, desk.signers)
        try await confirm(subject)
        let now = console.clock.timestamp
        let record = ApprovalRecord(
            decision, digest: subject.subject.digest, title: subject.title, run: subject.run?.id, by: name, at: now,
            until: within.map { now + $0 }, why: why)
        let signature = try desk.keygen.sign(record.bytes, with: key)
        let file = ApprovalFile(record, signature: signature, at: subject.path(by: name, on: console))
        if case .doesNotCount(_, let reason) = desk.verdict(on: file, of: record.digest) {
            throw UserError(
                message: "it would not count: \(reason)",
                help: [
                    "the signers are those of \(desk.signers.path)", "--key FILE    another key",
                    "--by NAME     another name",
                ])
        }
        do throws(StateFailure) {
            try file.write()
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        try await share(file)
        let word = decision == .approved ? "Approved" : "Rejected"
        console.output.show("\(word) by \(name): \(subject.name), digest \(record.digest)\n\(file.path)\n")
        return .done
    }

    /// Also where other machines find it.
    private func share(_ file: ApprovalFile) async throws(UserError) {
        guard let store = try console.store() else { return }
        do throws(StoreFailure) {
            try await SharedApprovals(of: file.record.digest, in: store).write(file)
        } catch {
            await store.close()
            throw UserError(
                message: "it is in \(file.path), and the store does not have it: \(error.message)",
                help: ["say it once more when the store answers"])
        }
        await store.close()
    }

    // MARK: - Who

    private static let usualKeys = ["id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk"]

    private func keyFile() throws(UserError) -> String {
        if let key = options.key { return console.surroundings.absolute(key) }
        if let key = console.environment["BELAY_KEY"], !key.isEmpty { return key }
        let home = console.environment["HOME"] ?? ""
        if let key = Self.usualKeys.map({ "\(home)/.ssh/\($0)" }).first(where: File.exists) { return key }
        throw UserError(
            message: "there is no ssh key in ~/.ssh to sign with",
            help: ["--key FILE", "ssh-keygen -t ed25519    makes one"])
    }

    private func name(of key: String, _ signers: AllowedSigners) throws(UserError) -> String {
        if let name = options.by ?? console.environment["BELAY_IDENTITY"], !name.isEmpty { return name }
        let file = File.exists(key + ".pub") ? key + ".pub" : key
        let bytes = (try? File.bytes(of: file, upTo: 64 << 10)) ?? []
        let found = PublicKey(in: String(decoding: bytes, as: UTF8.self)).map(signers.names) ?? []
        if found.count == 1, let name = found.first, !name.contains("*") { return name }
        throw UserError(
            message: found.isEmpty
                ? "\(signers.path) has no line for \(file)" : "\(signers.path) has several names for \(file)",
            help: ["--by NAME    your name, as it has it"])
    }

    // MARK: - Whether they have looked

    private func confirm(_ subject: NamedSubject) async throws(UserError) {
        if let digest = options.digest {
            if digest.count >= 12, subject.subject.digest.hasPrefix(digest.lowercased()) { return }
            throw UserError(
                message: digest.count < 12
                    ? "`\(digest)` is too short: the first 12 digits or more of a digest"
                    : "`\(digest)` is not the digest of \(subject.name); nothing was signed",
                help: subject.run == nil ? ["belay show \(subject.name)    what it is now"] : [])
        }
        if subject.run != nil, options.yes { return }
        guard console.isTerminal else {
            throw UserError(
                message: "whether you have looked at it has no answer, and nobody is at a terminal; nothing was signed",
                help: subject.run == nil
                    ? [
                        "add to the command: --digest DIGEST",
                        "  where DIGEST is that of the plan that you have looked at",
                    ]
                    : ["add to the command: --yes"])
        }
        Pager(console: console).show(subject.text)
        let prompt = LinePrompt("\(decision == .approved ? "approve" : "reject") it? y or n: ")
        if case .text(let line) = await TerminalInput(console: console).line(prompt), ["y", "yes"].contains(line) {
            return
        }
        throw UserError(message: "nothing was signed")
    }
}
