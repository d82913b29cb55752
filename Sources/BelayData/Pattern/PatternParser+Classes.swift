extension PatternParser {
    private enum Item {
        case scalar(Unicode.Scalar)
        case set(ScalarSet)
    }

    /// `"[" [ "^" ] [ "]" ] { item [ "-" item ] } "]"`, after the opening.
    mutating func parseClass(at start: Int) throws(PatternError) -> ScalarClass {
        let isNegated = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || next != "]" {
            guard next != nil else {
                throw error("this [ is never closed", at: start, help: #"write ] at its end, or \[ for the character"#)
            }
            isFirst = false
            let place = index
            switch try parseItem() {
            case .set(let set): ranges += set.ranges
            case .scalar(let lower): ranges.append(try parseRange(from: lower, at: place))
            }
        }
        index += 1
        return ScalarClass(ScalarSet(ranges), isNegated: isNegated, ignoresCase: flags.ignoresCase)
    }

    /// The rest of a range after its lower end, which may be all of it. A dash before the `]` is a character.
    private mutating func parseRange(from lower: Unicode.Scalar, at place: Int) throws(PatternError) -> ClosedRange<
        UInt32
    > {
        guard next == "-", let following = peek(1), following != "]" else { return lower.value...lower.value }
        index += 1
        guard case .scalar(let upper) = try parseItem() else {
            throw error("a range must end with a character, not a class", at: place, help: #"write \- for a dash"#)
        }
        guard lower <= upper else {
            throw error(
                "the range \(lower)-\(upper) is reversed", at: place,
                help: "write \(upper)-\(lower), or \\- for a dash")
        }
        return lower.value...upper.value
    }

    private mutating func parseItem() throws(PatternError) -> Item {
        let place = index
        if accept("[:") { return .set(try parseNamedClass(at: place)) }
        if accept("[.") || accept("[=") {
            throw error("collating symbols are not supported", at: place, help: #"write \[ for the character"#)
        }
        if accept("\\") {
            if let set = acceptNamedSet() { return .set(set) }
            return .scalar(try parseEscapedScalar(at: place))
        }
        return .scalar(take())
    }

    /// `[ "^" ] name ":]"`
    private mutating func parseNamedClass(at place: Int) throws(PatternError) -> ScalarSet {
        let isNegated = accept("^")
        var name = ""
        while let scalar = next, ("a"..."z").contains(scalar) {
            name.unicodeScalars.append(scalar)
            index += 1
        }
        guard let set = ScalarSet.named(name), accept(":]") else {
            throw error(
                "there is no class of this name", at: place,
                help:
                    "the names are alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit")
        }
        return isNegated ? set.inverted : set
    }
}
