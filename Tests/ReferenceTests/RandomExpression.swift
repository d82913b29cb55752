import BelayTestSupport

/// An expression in Belay's spelling and in Python's, with the same parentheses: each reads it with its own precedence.
struct RandomExpression {
    private(set) var belay = ""
    private(set) var python = ""

    init(_ dice: inout SeededRandom) {
        switch dice.below(5) {
        case 0, 1: writeSum(ofDurations: false, 4, &dice)
        case 2: writeSum(ofDurations: true, 4, &dice)
        default: writeChoice(3, &dice)
        }
    }

    private mutating func write(_ both: String) { write(both, both) }

    private mutating func write(_ belay: String, _ python: String) {
        self.belay += belay
        self.python += python
    }

    private mutating func writeSum(ofDurations isDuration: Bool, _ depth: Int, _ dice: inout SeededRandom) {
        writeProduct(ofDurations: isDuration, depth, &dice)
        while depth > 0, dice.onceIn(2) {
            write(dice.pick([" + ", " - "]))
            writeProduct(ofDurations: isDuration, depth - 1, &dice)
        }
    }

    private mutating func writeProduct(ofDurations isDuration: Bool, _ depth: Int, _ dice: inout SeededRandom) {
        if isDuration, dice.onceIn(4) {
            writeNumber(depth - 1, &dice)
            write(" * ")
        }
        if isDuration { writeDuration(depth - 1, &dice) } else { writeNumber(depth - 1, &dice) }
        while depth > 0, dice.onceIn(3) {
            write(dice.pick([" * ", " / "]))
            writeNumber(depth - 1, &dice)
        }
    }

    private mutating func writeNumber(_ depth: Int, _ dice: inout SeededRandom) {
        switch depth > 0 ? dice.below(9) : 0 {
        case 1:
            write("((")
            writeSum(ofDurations: true, depth - 1, &dice)
            write(") / ")
            writeDuration(depth - 1, &dice)
            write(")")
        case 2, 3:
            write("(")
            writeSum(ofDurations: false, depth - 1, &dice)
            write(")")
        case 4: writeConditional(depth - 1, &dice) { $0.writeSum(ofDurations: false, depth - 1, &$1) }
        case 5:
            let count = dice.below(4)
            let list = (0..<count).map { _ in "\"a\"" }.joined(separator: ", ")
            write("count of [\(list)]", "N(\"\(count)\")")
        default:
            let number = Self.number(&dice)
            write(number, "N(\"\(number)\")")
        }
    }

    private mutating func writeDuration(_ depth: Int, _ dice: inout SeededRandom) {
        switch depth > 0 ? dice.below(5) : 0 {
        case 1:
            write("(")
            writeSum(ofDurations: true, depth - 1, &dice)
            write(")")
        case 2: writeConditional(depth - 1, &dice) { $0.writeSum(ofDurations: true, depth - 1, &$1) }
        default:
            let duration = Self.duration(&dice)
            write(duration, "D(\"\(duration)\")")
        }
    }

    private mutating func writeConditional(
        _ depth: Int, _ dice: inout SeededRandom, _ writeBranch: (inout RandomExpression, inout SeededRandom) -> Void
    ) {
        var branches = (self, self)
        branches.0.clear()
        branches.1.clear()
        writeBranch(&branches.0, &dice)
        writeBranch(&branches.1, &dice)
        var condition = self
        condition.clear()
        condition.writeChoice(depth - 1, &dice)
        write(
            "(if \(condition.belay) then \(branches.0.belay) else \(branches.1.belay))",
            "(\(branches.0.python) if \(condition.python) else \(branches.1.python))")
    }

    private mutating func clear() { (belay, python) = ("", "") }

    private mutating func writeChoice(_ depth: Int, _ dice: inout SeededRandom) {
        writeTruth(depth, &dice)
        while depth > 0, dice.onceIn(3) {
            write(dice.pick([" and ", " or "]))
            writeTruth(depth - 1, &dice)
        }
    }

    private mutating func writeTruth(_ depth: Int, _ dice: inout SeededRandom) {
        if dice.onceIn(3) { write("not ") }
        switch dice.below(depth > 0 ? 7 : 5) {
        case 0: dice.onceIn(2) ? write("yes", "True") : write("no", "False")
        case 1:
            let (one, other) = (Self.text(&dice), Self.text(&dice))
            switch dice.below(4) {
            case 0: write("\(one) is \(other)", "\(one) == \(other)")
            case 1: write("\(one) is not \(other)", "\(one) != \(other)")
            case 2: write("\(one) contains \(other)", "\(other) in \(one)")
            default: write("\(one) in [\(other), \"ab\"]", "\(one) in [\(other), \"ab\"]")
            }
        case 2:
            let (number, others) = (Self.number(&dice), (0..<3).map { _ in Self.number(&dice) })
            let isIn = dice.pick([" in ", " not in "])
            write(
                "\(number)\(isIn)[\(others.joined(separator: ", "))]",
                "N(\"\(number)\")\(isIn)[\(others.map { "N(\"\($0)\")" }.joined(separator: ", "))]")
        case 3, 4:
            let isDuration = dice.onceIn(3)
            writeSum(ofDurations: isDuration, depth, &dice)
            let (word, sign) = dice.pick([
                ("is", "=="), ("is not", "!="), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">="),
            ])
            write(" \(word) ", " \(sign) ")
            writeSum(ofDurations: isDuration, depth, &dice)
        default:
            write("(")
            writeChoice(depth - 1, &dice)
            write(")")
        }
    }

    static func number(_ dice: inout SeededRandom) -> String {
        let digits = (0...dice.pick([0, 0, 1, 3, 8, 20, 36])).map { _ in "\(dice.below(10))" }.joined()
        switch dice.below(9) {
        case 0: return "-\(dice.below(20))"
        case 1: return "\(dice.below(100)).\(dice.below(1000))"
        case 2: return "0.\(String(repeating: "0", count: dice.below(12)))\(dice.below(1000))"
        case 3: return digits
        case 4: return "\(dice.below(2000))\(dice.pick(["k", "M", "G", "T", "KiB", "MiB", "GiB", "TiB", "kB", "MB"]))"
        case 5: return "00\(dice.below(100))"
        default: return "\(dice.below(12))"
        }
    }

    static func duration(_ dice: inout SeededRandom) -> String {
        switch dice.below(8) {
        case 0: return "\(dice.below(100))h\(dice.below(90))m\(dice.below(90))s\(dice.below(2000))ms"
        case 1: return "\(dice.below(10)).\(dice.below(100_000_000))s"
        case 2: return "-\(dice.below(100))s"
        case 3: return "\(dice.below(876_000))h"
        case 4: return "0.\(dice.below(10_000_000))ms"
        case 5: return "\(dice.below(3000))m"
        default: return "\(dice.below(100))s"
        }
    }

    private static func text(_ dice: inout SeededRandom) -> String {
        "\"\(dice.text(of: ["a", "b", "1", "."], count: dice.below(4)))\""
    }
}
