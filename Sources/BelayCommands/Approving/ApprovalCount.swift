import BelayData
import BelayJournal
import BelayRuntime
import BelaySource

/// The approvals that there are of one thing, and what they come to.
struct ApprovalCount {
    /// Each with its verdict, and all names of whoever gave it.
    private(set) var judged: [(file: ApprovalFile, verdict: ApprovalDesk.Verdict, names: Set<String>)] = []

    mutating func add(_ files: [ApprovalFile], of digest: String, within: Duration?, by desk: ApprovalDesk) {
        for file in files where !judged.contains(where: { $0.file.signed == file.signed }) {
            let verdict = desk.verdict(on: file, of: digest, within: within)
            judged.append((file: file, verdict: verdict, names: desk.signers.names(with: file.record.by)))
        }
    }

    /// One person counts once, by whichever name or key.
    var approved: [String] {
        var names: Set<String> = []
        var keys: Set<String> = []
        return judged.compactMap { file, verdict, own in
            guard file.record.decision == .approved, case .counts(let name, let key) = verdict,
                names.isDisjoint(with: own), keys.insert(key).inserted
            else { return nil }
            names.formUnion(own)
            return "\(name) (\(key))"
        }
    }

    /// Who says no, and why. Whoever has said yes since says yes.
    var rejected: String? {
        for (file, verdict, _) in judged {
            if file.record.decision == .rejected, case .counts(let name, _) = verdict, !hasApproved(name, since: file) {
                return "\(name): \(file.record.why.shown)"
            }
        }
        return nil
    }

    private func hasApproved(_ name: String, since rejection: ApprovalFile) -> Bool {
        judged.contains { file, verdict, _ in
            guard file.record.decision == .approved, case .counts(name, _) = verdict else { return false }
            return file.record.at > rejection.record.at
        }
    }

    /// One sentence for each that does not count.
    var refusals: [String] { judged.compactMap { $0.verdict.refusal } }

    /// One sentence for each.
    var lines: [String] {
        judged.compactMap { file, verdict, _ in
            guard case .counts(let name, let key) = verdict else { return verdict.refusal }
            let record = file.record
            let why = record.why.isEmpty ? "" : ": \(record.why.shown)"
            return "\(record.decision.rawValue) by \(name) (\(key)) at \(record.at)\(why)"
        }
    }

    /// - Parameter count: how many people it takes.
    func answer(for count: Int) -> Answer {
        if let rejected { return .rejected(rejected) }
        let approved = approved
        if approved.count >= count { return .approved(approved) }
        let there = approved.isEmpty ? "" : ", after \(approved.joined(separator: ", "))"
        let words =
            count == 1 ? "nobody has approved it" : "\(approved.count) of \(count) people have approved it\(there)"
        return .unapproved(([words] + refusals).joined(separator: "; "))
    }
}

extension ApprovalDesk.Verdict {
    fileprivate var refusal: String? {
        guard case .doesNotCount(let name, let reason) = self else { return nil }
        return "that of \(name) does not count: \(reason)"
    }
}
