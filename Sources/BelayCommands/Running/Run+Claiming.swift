import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelayStore
import BelayWorkspace

/// A run that begins, in the store.
extension Run {
    /// Takes the run and its target there. Where that is not had, nothing is run.
    func begunClaim(
        of journal: Journal, _ lock: TargetLock?, in store: any SharedStore
    ) async throws(UserError) -> RunClaim {
        let claim: RunClaim
        let patience = try console.storePatience()
        do throws(ClaimRefusal) {
            claim = try await RunClaim.begin(
                SharedRun(journal.run, in: store), target: lock?.owner, patience: patience, clock: console.clock)
        } catch {
            var refusal = UserError(error, of: journal.run)
            if case .store = error { refusal.message += "; nothing was run" }
            await store.close()
            throw refusal
        }
        do throws(StateFailure) {
            try claim.mark(journal.folder)
        } catch {
            _ = await claim.finish(isOver: true)
            throw UserError(message: error.message, help: error.help)
        }
        return claim
    }

    /// What somebody needs who resumes the run on a machine that has none of its files.
    var sharedSources: [(String, String)] {
        let workspace = preflight.runbook.workspace
        return KeptSources.shared(preflight.runbook.program.sources.map(\.bytes), paths: workspace.paths)
            + (held.map { [KeptPlan.shared($0.file)] } ?? [])
    }
}
