import BelayRuntime
import BelayTestSupport

/// Runbooks whose reads may fail and are recovered from, or whose values a person gives, and whose later steps need what they read: as text for
/// Belay, and as the plain rules for what must happen.
struct RandomNeed {
    /// The use of a name by a statement after the reads.
    enum Use: CaseIterable {
        case inCommand, inInput, inEnvironment, inText, inList, asCondition, inNegation, inExpect, inGuard, inLoop,
            inAwait
        case inPhrase, inProbe, inRetry
    }

    struct Read {
        var name: String
        /// Nil when the command fails.
        var value: String?
        /// In a phase of its own that recovers; else a person gives its value.
        var recovers: Bool
    }

    struct Step {
        var use: Use
        var read: Int
        var number: Int
        /// In a phase of its own that recovers from its failure.
        var recovers: Bool
    }

    /// A person's value for a read that failed.
    static let given = "y"

    private(set) var reads: [Read] = []
    private(set) var steps: [Step] = []

    init(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        for index in 0..<Int.random(in: 1...4, using: &generator) {
            let isPrinted = Int.random(in: 0..<3, using: &generator) > 0
            let value = isPrinted ? ["x", "y"].randomElement(using: &generator) : nil
            reads.append(Read(name: "v\(index)", value: value, recovers: Bool.random(using: &generator)))
        }
        for index in 0..<Int.random(in: 1...6, using: &generator) {
            steps.append(
                Step(
                    use: Use.allCases.randomElement(using: &generator) ?? .inCommand,
                    read: Int.random(in: 0..<reads.count, using: &generator), number: index,
                    recovers: Int.random(in: 0..<3, using: &generator) > 0))
        }
    }

    // MARK: - As Belay reads it

    /// `on failure say "recover"` means a recover, which the checker would not let pass.
    var text: String {
        var text = """
            runbook "Needs" "Values that may not be there."
            action put (what: text) as (number: number) { $ use $number $what }
            probe fits (what: text) { expect $what is x }

            """
        for (index, read) in reads.enumerated() {
            let handler = read.recovers ? "    on failure say \"recover\"\n" : ""
            text += "phase \"Read\" {\n\(handler)    let \(read.name) = ? read \(index)\n}\n"
        }
        for step in steps {
            let handler = step.recovers ? "    on failure say \"recover\"\n" : ""
            text += "phase \"Use\" {\n\(handler)    \(statement(step))\n}\n"
        }
        return text
            + "phase \"End\" {\n    always { if $failure is none { $ end well } else { $ end badly } }\n    $ last\n}\n"
    }

    private func statement(_ step: Step) -> String {
        let name = "$" + reads[step.read].name
        let use = "$ use \(step.number)"
        switch step.use {
        case .inCommand: return "\(use) \(name)"
        case .inInput: return "with input \(name) { \(use) }"
        case .inEnvironment: return "with env V=\(name) { \(use) }"
        case .inText: return "confirm \"\(name)?\"\n    \(use)"
        case .inList: return "for e in [a, \(name)] { \(use) $e }"
        case .asCondition: return "if \(name) is x { \(use) yes } else { \(use) no }"
        case .inNegation: return "if not (\(name) is x) or \(name) is y { \(use) yes } else { \(use) no }"
        case .inExpect: return "expect \(name) in [x, y]\n    \(use)"
        case .inGuard: return "guard \(name) is not z { \(use) }"
        case .inLoop: return "for e in [\(name)] { \(use) }"
        case .inAwait: return "await \(name) in [x, y] within 1s\n    \(use)"
        case .inPhrase: return "put \(name) as \(step.number)"
        case .inProbe: return "if fits \(name) { \(use) yes } else { \(use) no }"
        case .inRetry: return "retry 2 times { \(use) \(name) }"
        }
    }

    // MARK: - By the rules

    /// Every change that must happen, in order, and how the run ends.
    func expected() -> (changes: [String], outcome: RunEnd.Outcome) {
        var changes: [String] = []
        for step in steps {
            let read = reads[step.read]
            guard let value = read.value ?? (read.recovers ? nil : Self.given) else {
                if step.recovers { continue }
                return (changes, .failed)
            }
            changes += effects(of: step, value)
        }
        return (changes + ["last", "end well"], .done)
    }

    private func effects(of step: Step, _ value: String) -> [String] {
        let use = "use \(step.number)"
        switch step.use {
        case .inCommand, .inRetry, .inPhrase: return ["\(use) \(value)"]
        case .inInput, .inEnvironment, .inText, .inExpect, .inGuard, .inLoop, .inAwait: return [use]
        case .inList: return ["\(use) a", "\(use) \(value)"]
        case .asCondition, .inProbe: return ["\(use) \(value == "x" ? "yes" : "no")"]
        case .inNegation: return ["\(use) \(value == "y" ? "yes" : "no")"]
        }
    }
}
