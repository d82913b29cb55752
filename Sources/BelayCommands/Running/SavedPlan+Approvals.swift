import BelayJournal
import BelayWorkspace

extension SavedPlan {
    /// What others have said of it, a line each.
    func approvals(on console: Console) -> [String] {
        let files = ApprovalFile.all(beginningWith: console.surroundings.absolute(name) + ".")
        if files.isEmpty { return [] }
        do throws(UserError) {
            var count = ApprovalCount()
            count.add(files, of: file.digest, within: nil, by: try ApprovalDesk(console, isRunner: false))
            return count.lines
        } catch {
            return ["what others have said of it is not looked at: \(error.message)"]
        }
    }

    /// A plan that somebody has rejected is not run, whatever it asks for.
    func refuseIfRejected(on console: Console) throws(UserError) {
        let files = ApprovalFile.all(beginningWith: console.surroundings.absolute(name) + ".")
        guard files.contains(where: { $0.record.decision == .rejected && $0.record.digest == file.digest }) else {
            return
        }
        var count = ApprovalCount()
        count.add(files, of: file.digest, within: nil, by: try ApprovalDesk(console, isRunner: false))
        guard let rejected = count.rejected else { return }
        throw UserError(
            message: "\(name) was rejected by \(rejected); nothing was run",
            help: ["make another plan: belay plan \(runbook) --save \(name)"])
    }
}
