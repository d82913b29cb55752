import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource

/// Looks at the approvals of a plan and of a run, and says which of them count.
struct ApprovalDesk {
    /// What one of them comes to.
    enum Verdict {
        /// It counts: who says it, and with which key.
        case counts(name: String, key: String)
        case doesNotCount(name: String, because: String)
    }

    let signers: AllowedSigners
    /// Nobody, where it is only shown what there is.
    let runner: Runner?
    let keygen: SSHKeygen
    let clock: any RunClock

    init(_ console: Console, isRunner: Bool) throws(UserError) {
        signers = try AllowedSigners(console)
        runner = isRunner ? Runner(console, signers) : nil
        keygen = try SSHKeygen(console)
        clock = console.clock
    }

    /// - Parameters:
    ///   - digest: of what it has to be about.
    ///   - within: how long it counts; nil for ever.
    func verdict(on file: ApprovalFile, of digest: String, within: Duration? = nil) -> Verdict {
        let name = file.record.by.shown
        do throws(UserError) {
            let (key, reason) = try keygen.verify(
                file.signed, file.signature, by: file.record.by, signers: signers.path)
            guard let key else { return .doesNotCount(name: name, because: "its signature is not theirs (\(reason))") }
            if let reason = refusal(of: file, digest, within) { return .doesNotCount(name: name, because: reason) }
            return .counts(name: name, key: key)
        } catch {
            return .doesNotCount(name: name, because: error.message)
        }
    }

    /// Why one with a good signature does not count.
    private func refusal(of file: ApprovalFile, _ digest: String, _ within: Duration?) -> String? {
        let record = file.record
        let now = clock.timestamp
        if record.digest != digest { return "it is of something else, with the digest \(record.digest.prefix(12))" }
        if record.at > now + Self.tolerance { return "it was given at \(record.at), which is still to come" }
        if let until = record.until, until < now { return "it expired at \(until)" }
        if let within, record.at + within < now {
            return "it was given at \(record.at), and counts for \(within.shown)"
        }
        guard let runner else { return nil }
        if runner.names.contains(record.by) { return "who runs it does not approve it" }
        if let key = PublicKey(of: file.signature), runner.keys.contains(key) {
            return "it is signed with a key of whoever runs it"
        }
        return nil
    }

    /// Clocks differ.
    private static let tolerance = Duration.seconds(300)
}
