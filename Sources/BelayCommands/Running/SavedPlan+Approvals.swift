import BelayJournal
import BelayStore
import BelayWorkspace

extension SavedPlan {
    /// What others have said of it, a line each.
    func approvals(on console: Console) async -> [String] {
        do throws(UserError) {
            return try lines(of: try await files(on: console), on: console)
        } catch {
            return [Self.notLooked(error)]
        }
    }

    /// The same, without what lies in a store.
    func approvalsNextToIt(on console: Console) -> [String] {
        do throws(UserError) {
            return try lines(of: filesNextToIt(on: console), on: console)
        } catch {
            return [Self.notLooked(error)]
        }
    }

    private func lines(of files: [ApprovalFile], on console: Console) throws(UserError) -> [String] {
        if files.isEmpty { return [] }
        var count = ApprovalCount()
        count.add(files, of: file.digest, within: nil, by: try ApprovalDesk(console, isRunner: false))
        return count.lines
    }

    private static func notLooked(_ error: UserError) -> String {
        "what others have said of it is not looked at: \(error.message)"
    }

    /// A plan that somebody has rejected is not run, whatever it asks for.
    func refuseIfRejected(on console: Console) async throws(UserError) {
        let files = try await files(on: console)
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

    /// What others have signed of it: next to the plan, and in the store.
    func files(on console: Console) async throws(UserError) -> [ApprovalFile] {
        let files = filesNextToIt(on: console)
        guard let store = try console.store() else { return files }
        do throws(StoreFailure) {
            let shared = try await SharedApprovals(of: file.digest, in: store).all()
            await store.close()
            return files + shared
        } catch {
            await store.close()
            throw UserError(error)
        }
    }

    func filesNextToIt(on console: Console) -> [ApprovalFile] {
        ApprovalFile.all(beginningWith: console.surroundings.absolute(name) + ".")
    }
}
