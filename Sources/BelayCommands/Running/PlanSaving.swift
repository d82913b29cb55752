import BelayJournal
import BelayRuntime
import BelaySystem
import BelayWorkspace

/// `--save FILE`: the plan as a file that a run can be held to.
struct PlanSaving {
    let name: String

    init(_ name: String) throws(UserError) {
        guard SavedPlan.isNamed(name) else {
            throw UserError(
                status: .usage,
                message: "a plan is saved as a file whose name ends in \(SavedPlan.ending), not `\(name)`",
                help: ["--save \(name)\(SavedPlan.ending)"])
        }
        self.name = name
    }

    /// Puts it in the place of an older plan, and of nothing else.
    func save(_ plan: Plan, of preflight: Preflight, on console: Console) async throws(UserError) -> PlanFile {
        if preflight.runbook.name == "-" {
            throw UserError(
                message: "a runbook on standard input is nowhere when the plan is run; nothing was saved",
                help: ["write it into a file, and plan that"])
        }
        let path = console.surroundings.absolute(name)
        let file = try await PlanFile(plan, of: preflight, on: console)
        let isThere = File.kind(of: path) != nil
        if isThere, (try? SavedPlan(name, on: console)) == nil {
            throw UserError(message: "\(name) is there and is not a plan, so it was not replaced")
        }
        do throws(SystemError) {
            if isThere {
                try File.replaceContent(of: path, with: file.bytes)
            } else {
                try File.create(path, with: file.bytes, mode: 0o644)
            }
        } catch {
            throw UserError(message: "the plan cannot be written to \(name): \(error.words)")
        }
        return file
    }
}
