import BelayRuntime

extension Transports {
    func perform(
        _ command: PlainCommand, on host: String, desk: OutputDesk
    ) async throws(CommandRefusal) -> CommandOutcome {
        throw CommandRefusal("\(host) cannot be reached: this build has no ssh")
    }
}
