extension PatternParser {
    /// `atom [ ( "*" | "+" | "?" | counts ) [ "?" ] ]`
    mutating func parseRepeated() throws(PatternError) -> PatternTree {
        let start = index
        if try parseCounts() != nil {
            throw error(
                "there is nothing before the count to repeat", at: start, help: #"write \{ for the character"#)
        }
        let atom = try parseAtom()
        let place = index
        guard var repetition = try parseRepetition() else { return atom }
        if case .assertion = atom, scalars[start] != "(" {
            throw error("an anchor cannot be repeated", at: place, help: "remove the repetition")
        }
        repetition.isLazy = accept("?")
        let second = index
        if try parseRepetition() != nil {
            throw error(
                "a repetition follows a repetition", at: second, help: "put what is repeated twice into (?: ) first")
        }
        let tree = PatternTree.repetition(repetition, of: atom)
        try checkSize(of: tree, at: place)
        return tree
    }

    private mutating func parseRepetition() throws(PatternError) -> PatternRepetition? {
        if accept("*") { return PatternRepetition(lower: 0, upper: nil, isLazy: false) }
        if accept("+") { return PatternRepetition(lower: 1, upper: nil, isLazy: false) }
        if accept("?") { return PatternRepetition(lower: 0, upper: 1, isLazy: false) }
        return try parseCounts()
    }

    /// `"{" number [ "," [ number ] ] "}"`; any other brace is a character, so that `{"health"` can be searched for.
    private mutating func parseCounts() throws(PatternError) -> PatternRepetition? {
        let start = index
        guard accept("{") else { return nil }
        let lower = acceptDigits()
        let hasComma = accept(",")
        let upper = hasComma ? acceptDigits() : lower
        guard accept("}"), lower != nil || upper != nil else {
            index = start
            return nil
        }
        guard let lower else {
            throw error("the count has no lower bound", at: start, help: "write {0,\(upper ?? 0)}")
        }
        let highest = max(lower, upper ?? 0)
        guard highest <= Self.highestCount else {
            throw error(
                "the count is above \(Self.highestCount)", at: start, help: "use * or + where no limit is needed")
        }
        if let upper, upper < lower {
            throw error(
                "the count's upper bound is below its lower bound", at: start, help: "write {\(upper),\(lower)}")
        }
        return PatternRepetition(lower: lower, upper: upper, isLazy: false)
    }

    /// A number, or one that is certainly too large.
    private mutating func acceptDigits() -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            index += 1
            value = min((value ?? 0) * 10 + Int(scalar.value) - 0x30, Self.highestCount + 1)
        }
        return value
    }
}
