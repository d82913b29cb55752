import BelayData
import BelayJournal
import BelayRuntime
import BelaySource

/// The approvals that there are of one thing, and what they come to.
struct ApprovalCount {
    /// Each with its verdict; a person has one of each.
    private(set) var judged: [(file: ApprovalFile, verdict: ApprovalDesk.Verdict)] = []

    mutating func add(_ files: [ApprovalFile], of digest: String, within: Duration?, by desk: ApprovalDesk) {
        for file in files where !judged.contains(where: { $0.file.signed == file.signed }) {
            judged.append((file: file, verdict: desk.verdict(on: file, of: digest, within: within)))
        }
    }

    /// One person more than once, or one key, counts once.
    var approved: [String] {
        var names: Set<String> = []
        var keys: Set<String> = []
        return judged.compactMap { file, verdict in
            guard file.record.decision == .approved, case .counts(let name, let key) = verdict,
                names.insert(name).inserted, keys.insert(key).inserted
            else { return nil }
            return "\(name) (\(key))"
        }
    }

    /// Who says no, and why. Whoever has said yes since says yes.
    var rejected: String? {
        for (file, verdict) in judged {
            if file.record.decision == .rejected, case .counts(let name, _) = verdict, !hasApproved(name, since: file) {
                return "\(name): \(file.record.why.shown)"
            }
        }
        return nil
    }

    private func hasApproved(_ name: String, since rejection: ApprovalFile) -> Bool {
        judged.contains { file, verdict in
            guard file.record.decision == .approved, case .counts(name, _) = verdict else { return false }
            return file.record.at > rejection.record.at
        }
    }

    /// One sentence for each that does not count.
    var refusals: [String] { judged.compactMap { $0.verdict.refusal } }

    /// One sentence for each.
    var lines: [String] {
        judged.compactMap { file, verdict in
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
