/// Reads a pattern by recursive descent.
struct PatternParser {
    /// The switches of `(?ims)`, until the group around them ends.
    struct Flags {
        var ignoresCase = false
        var anchorsAreLines = false
        var dotTakesNewline = false
    }

    static let deepestNesting = 256
    static let highestCount = 1000
    /// In instructions. The time that a search takes grows with it.
    static let largestSize = 10_000

    let scalars: [Unicode.Scalar]
    var index = 0
    var groupCount = 0
    var flags = Flags()
    var depth = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// `choice`, to the end of the text
    mutating func parsePattern() throws(PatternError) -> PatternTree {
        let tree = try parseChoice()
        guard next == nil else {
            throw error("this ) closes no group", at: index, help: #"write \) for the character"#)
        }
        try checkSize(of: tree, at: 0)
        return tree
    }

    /// `sequence { "|" sequence }`
    mutating func parseChoice() throws(PatternError) -> PatternTree {
        var parts = [try parseSequence()]
        while accept("|") { parts.append(try parseSequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    /// `{ repeated }`
    private mutating func parseSequence() throws(PatternError) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" { parts.append(try parseRepeated()) }
        switch parts.count {
        case 0: return .empty
        case 1: return parts[0]
        default: return .sequence(parts)
        }
    }

    /// One character, class, group, assertion or setting.
    mutating func parseAtom() throws(PatternError) -> PatternTree {
        let start = index
        let scalar = take()
        switch scalar {
        case "(": return try parseGroup(at: start)
        case "[": return .scalar(try parseClass(at: start))
        case "\\": return try parseEscape(at: start)
        case ".": return .scalar(ScalarClass(flags.dotTakesNewline ? ScalarSet([]) : .newline, isNegated: true))
        case "^": return .assertion(flags.anchorsAreLines ? .lineStart : .textStart)
        case "$": return .assertion(flags.anchorsAreLines ? .lineEnd : .textEnd)
        case "*", "+", "?":
            throw error(
                "there is nothing before \(scalar) to repeat", at: start, help: "write \\\(scalar) for the character"
            )
        default: return literal(scalar)
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> PatternTree {
        .scalar(ScalarClass(ScalarSet(scalar), ignoresCase: flags.ignoresCase))
    }

    func checkSize(of tree: PatternTree, at start: Int) throws(PatternError) {
        guard tree.size > Self.largestSize else { return }
        throw error(
            "the pattern is longer than \(Self.largestSize) characters with its repetitions expanded",
            at: start,
            help: "use * or + instead of high counts")
    }
}

extension PatternParser {
    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    /// Presumes that there is one.
    mutating func take() -> Unicode.Scalar {
        index += 1
        return scalars[index - 1]
    }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    mutating func accept(_ word: String) -> Bool {
        guard scalars[index...].starts(with: word.unicodeScalars) else { return false }
        index += word.unicodeScalars.count
        return true
    }

    func error(_ message: String, at place: Int, help: String? = nil) -> PatternError {
        PatternError(message, at: scalars[..<place].reduce(0) { $0 + UTF8.width($1) }, help: help)
    }
}
