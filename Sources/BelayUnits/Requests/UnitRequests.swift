/// Answers what is asked of a machine's units, by the program that asks.
public struct UnitRequests: RequestAnswering {
    public init() {}

    public func answer(_ words: [String], on connection: RequestConnection, from manager: UnitManager) {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "journalctl": JournalctlRequest(manager: manager, connection: connection).answer(rest)
        default: SystemctlRequest(manager: manager, connection: connection).answer(rest)
        }
    }
}
