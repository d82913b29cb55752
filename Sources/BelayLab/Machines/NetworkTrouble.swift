/// What the network does to the packets between a machine and others, the operator apart: rules, each of which may hold a
/// packet back, lose it, or keep it from passing.
struct NetworkTrouble: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        case cut
        /// Seconds that a packet takes longer.
        case delay(Double)
        /// The share that is lost.
        case lose(Double)
    }

    struct Rule: Hashable, Sendable {
        /// What it sends, or what is sent to it.
        var isFromMachine: Bool
        var effect: Effect
        /// Only what comes from or goes to the operator; otherwise only the rest.
        var isOfOperator = false
    }

    var rules: [Rule] = []

    /// A line each: `from others cut`, `to others delay 0.2`, `to operator cut`.
    var text: String {
        rules.map { rule in
            let effect =
                switch rule.effect {
                case .cut: "cut"
                case .delay(let seconds): "delay \(seconds)"
                case .lose(let share): "lose \(share)"
                }
            return "\(rule.isFromMachine ? "from" : "to") \(rule.isOfOperator ? "operator" : "others") \(effect)\n"
        }.joined()
    }

    init(rules: [Rule]) { self.rules = rules }

    /// Of a text that this type wrote.
    init(text: String) {
        rules = text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 3 else { return nil }
            let number = words.count > 3 ? Double(words[3]) : nil
            let effect: Effect? =
                switch words[2] {
                case "cut": .cut
                case "delay": number.map(Effect.delay)
                case "lose": number.map(Effect.lose)
                default: nil
                }
            return effect.map {
                Rule(isFromMachine: words[0] == "from", effect: $0, isOfOperator: words[1] == "operator")
            }
        }
    }

    /// - Returns: how long a packet is held back in seconds; nil for one that does not arrive.
    func delay(isFromMachine: Bool, isOfOperator: Bool, chance: () -> Double) -> Double? {
        var sum = 0.0
        for rule in rules where rule.isFromMachine == isFromMachine && rule.isOfOperator == isOfOperator {
            switch rule.effect {
            case .cut: return nil
            case .delay(let seconds): sum += seconds
            case .lose(let share): if chance() < share { return nil }
            }
        }
        return sum
    }
}
