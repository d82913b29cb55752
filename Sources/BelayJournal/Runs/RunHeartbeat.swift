public import BelayData

/// The sign of life that a holder leaves every few seconds. It is for people: age alone takes nothing away.
public struct RunHeartbeat: Hashable, Sendable {
    public var generation: Int
    public var at: Timestamp

    public static let interval = Duration.seconds(5)

    init(generation: Int, at: Timestamp) { (self.generation, self.at) = (generation, at) }

    var written: String {
        let members: DataValue = ["generation": .number(generation), "at": .string(at.description)]
        return members.text
    }

    init?(written text: String) {
        guard let data = try? DataValue(parsing: text), let members = try? Members(data),
            let generation = try? members.number("generation"), let at = try? members.timestamp("at")
        else { return nil }
        self.init(generation: generation, at: at)
    }
}
