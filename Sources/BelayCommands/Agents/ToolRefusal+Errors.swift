import BelayAgentServer
import BelayJournal

extension ToolRefusal {
    init(_ error: UserError) { self.init(error.message, help: error.help) }

    init(_ failure: StateFailure) { self.init(failure.message, help: failure.help) }
}
