import BelayAgentServer
import BelayJournal
import BelayRuntime
import BelayWorkspace

/// What the tools of an agent work with.
struct AgentDesk {
    let console: Console
    let folder: AgentFolder
    let state: StateFolder
    /// A plan that only reads needs an approval, too.
    let approvesReads: Bool
    let children = ChildKeeper()

    init(_ console: Console, approvesReads: Bool) throws(UserError) {
        self.console = console
        self.approvesReads = approvesReads
        folder = try AgentFolder(console.surroundings)
        state = try StateFolder.found(by: console)
    }

    /// The run of an id or its beginning.
    func run(_ name: String) throws(ToolRefusal) -> RunFolder {
        do throws(StateFailure) {
            return try RunCatalogue(state).find(name)
        } catch {
            throw ToolRefusal(error)
        }
    }

    /// A plan that was saved.
    func plan(_ name: String) throws(ToolRefusal) -> SavedPlan {
        let path = try folder.plan(name, in: state)
        do throws(UserError) {
            return try SavedPlan(path, on: console)
        } catch {
            throw ToolRefusal(error)
        }
    }
}
