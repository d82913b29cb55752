extension PatternParser {
    /// `"(" [ "?" flags ":" ] choice ")" | "(?" flags ")"`, after the opening.
    mutating func parseGroup(at start: Int) throws(PatternError) -> PatternTree {
        guard depth < Self.deepestNesting else {
            throw error("groups are nested more than \(Self.deepestNesting) deep", at: start)
        }
        let outer = flags
        var number: Int?
        if accept("?") {
            try refuseLookAround(at: start)
            try parseFlags(at: start)
            // Without a colon the setting is for the rest of the group around it.
            if accept(")") { return .empty }
            guard accept(":") else { throw unknownGroup(at: start) }
        } else {
            groupCount += 1
            number = groupCount
        }
        depth += 1
        let inner = try parseChoice()
        depth -= 1
        flags = outer
        guard accept(")") else {
            throw error("this ( is never closed", at: start, help: #"write ) at its end, or \( for the character"#)
        }
        return number.map { .group(number: $0, inner) } ?? inner
    }

    /// `{ "i" | "m" | "s" } [ "-" { "i" | "m" | "s" } ]`
    private mutating func parseFlags(at start: Int) throws(PatternError) {
        var isOn = true
        while let scalar = next, scalar != ")", scalar != ":" {
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.anchorsAreLines = isOn
            case "s": flags.dotTakesNewline = isOn
            case "-" where isOn: isOn = false
            default: throw unknownGroup(at: start)
            }
            index += 1
        }
    }

    private func refuseLookAround(at start: Int) throws(PatternError) {
        let rest = scalars[index...]
        if ["=", "!", "<=", "<!"].contains(where: { rest.starts(with: $0.unicodeScalars) }) {
            throw error(
                "lookahead and lookbehind are not supported", at: start,
                help: "match the surroundings too and capture the part with ( )")
        }
        if ["P<", "<", "'"].contains(where: { rest.starts(with: $0.unicodeScalars) }) {
            throw error("groups have numbers, not names", at: start, help: #"write ( ) and name the groups \1 to \9"#)
        }
        if rest.first == ">" {
            throw error(
                "atomic groups are not supported", at: start,
                help: "write (?: )")
        }
    }

    private func unknownGroup(at start: Int) -> PatternError {
        error(
            "unknown kind of group", at: start,
            help:
                "write ( ) to capture, (?: ) to group only, (?i) to disregard case, (?m) for lines, (?s) for a dot that takes newlines"
        )
    }
}
