extension PatternParser {
    /// The rest of an escape outside `[ ]`.
    mutating func parseEscape(at start: Int) throws(PatternError) -> PatternTree {
        guard let scalar = next else { throw backslashAtEnd(at: start) }
        if let set = acceptNamedSet() { return .scalar(ScalarClass(set)) }
        switch scalar {
        case "b", "B", "A", "z":
            index += 1
            return .assertion(assertion(scalar))
        case "1"..."9":
            throw error(
                "\\\(scalar) refers back to a group, which is not supported", at: start,
                help: "capture both parts and compare them in the runbook")
        default: return literal(try parseEscapedScalar(at: start))
        }
    }

    private func assertion(_ scalar: Unicode.Scalar) -> PatternAssertion {
        switch scalar {
        case "b": .wordEdge
        case "B": .noWordEdge
        case "A": .textStart
        default: .textEnd
        }
    }

    /// `\d \w \s` and the same in capitals for all others.
    mutating func acceptNamedSet() -> ScalarSet? {
        let set: ScalarSet
        switch next {
        case "d": set = .digits
        case "w": set = .word
        case "s": set = .spaces
        case "D": set = ScalarSet.digits.inverted
        case "W": set = ScalarSet.word.inverted
        case "S": set = ScalarSet.spaces.inverted
        default: return nil
        }
        index += 1
        return set
    }

    /// A character written by its escape, inside `[ ]` or outside.
    mutating func parseEscapedScalar(at start: Int) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw backslashAtEnd(at: start) }
        index += 1
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{C}"
        case "v": return "\u{B}"
        case "a": return "\u{7}"
        case "e": return "\u{1B}"
        case "x", "u": return try parseCode(at: start, isBraced: scalar == "u")
        case "<", ">":
            throw error(
                "\\\(scalar) is not supported as the edge of a word", at: start,
                help: #"write \b for an edge of a word, or the character alone"#)
        default:
            let isMark = scalar.isASCII && !ScalarSet.word.contains(scalar.value) || scalar == "_"
            if isMark { return scalar }
            throw unknownEscape(scalar, at: start)
        }
    }

    /// `digit digit | "{" digit { digit } "}"`, hexadecimal.
    private mutating func parseCode(at start: Int, isBraced: Bool) throws(PatternError) -> Unicode.Scalar {
        let brace = accept("{")
        var value: UInt32 = 0
        var count = 0
        while count < (brace ? 6 : 2), let scalar = next, scalar.isASCII,
            let digit = UInt8(ascii: scalar).hexadecimalValue
        {
            value = value << 4 | UInt32(digit)
            count += 1
            index += 1
        }
        let isComplete = brace ? count > 0 && accept("}") : count == 2 && !isBraced
        guard isComplete, let scalar = Unicode.Scalar(value) else {
            throw error("expected a character code", at: start, help: #"write \x41 or \x{1F600}"#)
        }
        return scalar
    }

    private func backslashAtEnd(at start: Int) -> PatternError {
        error("the pattern ends with a backslash", at: start, help: #"write \\ for a backslash"#)
    }

    private func unknownEscape(_ scalar: Unicode.Scalar, at start: Int) -> PatternError {
        let help =
            switch scalar {
            case "p", "P": "write a class such as [[:alpha:]] or [à-ü]"
            case "h": #"write [ \t]"#
            case "R": #"write \r?\n"#
            case "Z": #"write $, or \n?$"#
            case "b", "B", "A", "z": #"only characters go inside [ ]; write it outside"#
            case "0"..."9": #"write \x{0} for a character by its code"#
            default: "write \(scalar) for the character, or \\\\\(scalar) for a backslash before it"
            }
        return error("\\\(scalar) has no meaning here", at: start, help: help)
    }
}
