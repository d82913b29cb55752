import BelayTestSupport

/// An expression in Belay's spelling and in Python's, with the same parentheses: each reads it with its own precedence.
struct RandomExpression {
    private(set) var belay = ""
    private(set) var python = ""

    init(_ generator: inout SeededRandom) {
        switch generator.below(5) {
        case 0, 1: writeSum(ofDurations: false, 4, &generator)
        case 2: writeSum(ofDurations: true, 4, &generator)
        default: writeChoice(3, &generator)
        }
    }

    private mutating func write(_ both: String) { write(both, both) }

    private mutating func write(_ belay: String, _ python: String) {
        self.belay += belay
        self.python += python
    }

    private mutating func writeSum(ofDurations isDuration: Bool, _ depth: Int, _ generator: inout SeededRandom) {
        writeProduct(ofDurations: isDuration, depth, &generator)
        while depth > 0, generator.onceIn(2) {
            write(generator.pick([" + ", " - "]))
            writeProduct(ofDurations: isDuration, depth - 1, &generator)
        }
    }

    private mutating func writeProduct(ofDurations isDuration: Bool, _ depth: Int, _ generator: inout SeededRandom) {
        if isDuration, generator.onceIn(4) {
            writeNumber(depth - 1, &generator)
            write(" * ")
        }
        if isDuration { writeDuration(depth - 1, &generator) } else { writeNumber(depth - 1, &generator) }
        while depth > 0, generator.onceIn(3) {
            write(generator.pick([" * ", " / "]))
            writeNumber(depth - 1, &generator)
        }
    }

    private mutating func writeNumber(_ depth: Int, _ generator: inout SeededRandom) {
        switch depth > 0 ? generator.below(9) : 0 {
        case 1:
            write("((")
            writeSum(ofDurations: true, depth - 1, &generator)
            write(") / ")
            writeDuration(depth - 1, &generator)
            write(")")
        case 2, 3:
            write("(")
            writeSum(ofDurations: false, depth - 1, &generator)
            write(")")
        case 4: writeConditional(depth - 1, &generator) { $0.writeSum(ofDurations: false, depth - 1, &$1) }
        case 5:
            let count = generator.below(4)
            let list = (0..<count).map { _ in "\"a\"" }.joined(separator: ", ")
            write("count of [\(list)]", "N(\"\(count)\")")
        default:
            let number = Self.number(&generator)
            write(number, "N(\"\(number)\")")
        }
    }

    private mutating func writeDuration(_ depth: Int, _ generator: inout SeededRandom) {
        switch depth > 0 ? generator.below(5) : 0 {
        case 1:
            write("(")
            writeSum(ofDurations: true, depth - 1, &generator)
            write(")")
        case 2: writeConditional(depth - 1, &generator) { $0.writeSum(ofDurations: true, depth - 1, &$1) }
        default:
            let duration = Self.duration(&generator)
            write(duration, "D(\"\(duration)\")")
        }
    }

    private mutating func writeConditional(
        _ depth: Int, _ generator: inout SeededRandom,
        _ writeBranch: (inout RandomExpression, inout SeededRandom) -> Void
    ) {
        var branches = (self, self)
        branches.0.clear()
        branches.1.clear()
        writeBranch(&branches.0, &generator)
        writeBranch(&branches.1, &generator)
        var condition = self
        condition.clear()
        condition.writeChoice(depth - 1, &generator)
        write(
            "(if \(condition.belay) then \(branches.0.belay) else \(branches.1.belay))",
            "(\(branches.0.python) if \(condition.python) else \(branches.1.python))")
    }

    private mutating func clear() { (belay, python) = ("", "") }

    private mutating func writeChoice(_ depth: Int, _ generator: inout SeededRandom) {
        writeTruth(depth, &generator)
        while depth > 0, generator.onceIn(3) {
            write(generator.pick([" and ", " or "]))
            writeTruth(depth - 1, &generator)
        }
    }

    private mutating func writeTruth(_ depth: Int, _ generator: inout SeededRandom) {
        if generator.onceIn(3) { write("not ") }
        switch generator.below(depth > 0 ? 7 : 5) {
        case 0: generator.onceIn(2) ? write("yes", "True") : write("no", "False")
        case 1:
            let (one, other) = (Self.text(&generator), Self.text(&generator))
            switch generator.below(4) {
            case 0: write("\(one) is \(other)", "\(one) == \(other)")
            case 1: write("\(one) is not \(other)", "\(one) != \(other)")
            case 2: write("\(one) contains \(other)", "\(other) in \(one)")
            default: write("\(one) in [\(other), \"ab\"]", "\(one) in [\(other), \"ab\"]")
            }
        case 2:
            let (number, others) = (Self.number(&generator), (0..<3).map { _ in Self.number(&generator) })
            let isIn = generator.pick([" in ", " not in "])
            write(
                "\(number)\(isIn)[\(others.joined(separator: ", "))]",
                "N(\"\(number)\")\(isIn)[\(others.map { "N(\"\($0)\")" }.joined(separator: ", "))]")
        case 3, 4:
            let isDuration = generator.onceIn(3)
            writeSum(ofDurations: isDuration, depth, &generator)
            let (word, sign) = generator.pick([
                ("is", "=="), ("is not", "!="), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">="),
            ])
            write(" \(word) ", " \(sign) ")
            writeSum(ofDurations: isDuration, depth, &generator)
        default:
            write("(")
            writeChoice(depth - 1, &generator)
            write(")")
        }
    }

    static func number(_ generator: inout SeededRandom) -> String {
        let digits = (0...generator.pick([0, 0, 1, 3, 8, 20, 36])).map { _ in "\(generator.below(10))" }.joined()
        switch generator.below(9) {
        case 0: return "-\(generator.below(20))"
        case 1: return "\(generator.below(100)).\(generator.below(1000))"
        case 2: return "0.\(String(repeating: "0", count: generator.below(12)))\(generator.below(1000))"
        case 3: return digits
        case 4:
            let unit = generator.pick(["k", "M", "G", "T", "KiB", "MiB", "GiB", "TiB", "kB", "MB"])
            return "\(generator.below(2000))\(unit)"
        case 5: return "00\(generator.below(100))"
        default: return "\(generator.below(12))"
        }
    }

    static func duration(_ generator: inout SeededRandom) -> String {
        switch generator.below(8) {
        case 0:
            let (hours, minutes, seconds) = (generator.below(100), generator.below(90), generator.below(90))
            return "\(hours)h\(minutes)m\(seconds)s\(generator.below(2000))ms"
        case 1: return "\(generator.below(10)).\(generator.below(100_000_000))s"
        case 2: return "-\(generator.below(100))s"
        case 3: return "\(generator.below(876_000))h"
        case 4: return "0.\(generator.below(10_000_000))ms"
        case 5: return "\(generator.below(3000))m"
        default: return "\(generator.below(100))s"
        }
    }

    private static func text(_ generator: inout SeededRandom) -> String {
        "\"\(generator.text(of: ["a", "b", "1", "."], count: generator.below(4)))\""
    }
}
