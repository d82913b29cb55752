import BelayRuntime
import BelayTestSupport

/// A random runbook whose branches depend on what its world says, and that world.
///
/// Every command has a number of its own. `v1`, `v2`, ... are read from the world and are `a`, `b` or `c`; `ask N` says yes
/// or no.
struct BranchProgram {
    private var generator: SeededRandom
    private var nextCommand = 0
    private var nextName = 0
    private(set) var values: [String: String] = [:]
    private(set) var answers: [String: Bool] = [:]
    private(set) var text = ""

    init(seed: UInt64) {
        generator = SeededRandom(seed: seed)
        var lines: [String] = []
        for index in 1...3 {
            values["v\(index)"] = letter()
            lines.append("let v\(index) = ? read v\(index)")
        }
        lines += block(depth: 3)
        let body = lines.map { "    \($0)\n" }.joined()
        text = "action act (word: text) {\n    $ work $word\n}\nphase \"P\" {\n\(body)}\n"
    }

    /// The world's answer to a command. A `repeat` is over before its second round.
    func reply(to effect: CommandEffect) -> (status: Int, output: String) {
        let words = effect.script.shown.split(separator: " ").map(String.init)
        if case .attempt(let round)? = effect.step.components.last, round > 1 { return (0, "") }
        switch words.first {
        case "read": return (0, values[words[1]] ?? "")
        case "ask": return (answers[words[1]] == true ? 0 : 1, "")
        default: return (0, "a")
        }
    }

    /// True if a condition of the plan, such as `if ‹v1› is a` or `unless ? ask 3`, holds in that world.
    func holds(_ condition: String) -> Bool? {
        var words = condition.split(separator: " ").map(String.init)
        let keyword = words.removeFirst()
        let truth: Bool?
        if words.starts(with: ["?", "ask"]) {
            truth = answers[words[2]]
        } else if words.count == 3, words[1] == "is" {
            let name = words[0].replacing("‹", with: "").replacing("›", with: "")
            truth = values[name].map { $0 == words[2] }
        } else {
            truth = nil
        }
        return keyword == "unless" ? truth.map { !$0 } : truth
    }

    private mutating func letter() -> String { ["a", "b", "c"].randomElement(using: &generator)! }

    private mutating func command() -> Int {
        nextCommand += 1
        return nextCommand
    }

    private mutating func name() -> String { "v\(Int.random(in: 1...3, using: &generator))" }

    private mutating func block(depth: Int) -> [String] {
        (0..<Int.random(in: 1...3, using: &generator)).flatMap { _ in statement(depth: depth) }
    }

    private mutating func condition() -> String {
        guard Int.random(in: 0..<4, using: &generator) == 0 else { return "$\(name()) is \(letter())" }
        let number = command()
        answers["\(number)"] = Bool.random(using: &generator)
        return "(? ask \(number))"
    }

    private mutating func statement(depth: Int) -> [String] {
        if depth == 0 { return ["$ work \(command())"] }
        switch Int.random(in: 0..<11, using: &generator) {
        case 0, 1, 2, 3:
            var lines = ["if \(condition()) {"] + block(depth: depth - 1)
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                lines += ["} else if \(condition()) {"] + block(depth: depth - 1)
            }
            if Bool.random(using: &generator) { lines += ["} else {"] + block(depth: depth - 1) }
            return lines + ["}"]
        case 4:
            let name = name()
            return ["guard ($\(name) is \(values[name]!)) {"] + block(depth: depth - 1) + ["}"]
        case 5:
            nextName += 1
            return [
                "let w\(nextName) = if $\(name()) is \(letter()) then (? work \(command())) else (? work \(command()))",
                "say $w\(nextName)",
            ]
        case 6: return ["act \(command())"]
        case 8:
            let number = command()
            answers["\(number)"] = Bool.random(using: &generator)
            return ["repeat at most 3 times until (? ask \(number)) {"] + block(depth: depth - 1) + ["}"]
        case 9:
            let branches = (0..<2).flatMap { _ in ["step \"B\" {"] + block(depth: depth - 1) + ["}"] }
            return ["together {"] + branches + ["}"]
        case 7: return ["step \"S\" {"] + block(depth: depth - 1) + ["}"]
        default: return ["$ work \(command())"]
        }
    }
}
