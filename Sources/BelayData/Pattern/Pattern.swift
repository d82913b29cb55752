/// A regular expression as the language's `matches`, `matching` and `replacing` use it.
///
/// The notation is what grep -E and the RE2 family have in common; backreferences and lookaround are refused. It works
/// on Unicode scalars; `\d \w \s \b` and `[:alpha:]` mean ASCII. `.` is everything but a newline; `^` and `$` are the
/// ends of the text, and with `(?m)` those of its lines. Of several matches at one place the first alternative wins and
/// greedy repetition takes the most, as in Perl.
///
/// The time is bounded by the length of the text times the size of the pattern, whatever they are: there is no
/// backtracking.
public struct Pattern: Sendable {
    public let text: String
    /// The number of capturing groups: the highest number that a replacement may refer to.
    public let groupCount: Int
    let program: PatternProgram

    /// Fails with the place in the pattern and what to write instead.
    public init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        let tree = try parser.parsePattern()
        self.text = text
        groupCount = parser.groupCount
        program = PatternProgram(tree)
    }

    /// True if it matches anywhere in the text, as grep searches a line.
    public func matches(_ text: String) -> Bool {
        var search = PatternSearch(program)
        return search.finds(in: Array(text.utf8))
    }

    /// The text with every match replaced, from the left, without overlaps. An empty match directly after another match
    /// does not count, as in sed.
    public func replacing(in text: String, with replacement: PatternReplacement) -> String {
        let bytes = Array(text.utf8)
        var search = PatternSearch(program)
        guard search.finds(in: bytes) else { return text }
        var matches = PatternMatches(program, in: bytes, slotCount: 2 * (groupCount + 1))
        var result: [UInt8] = []
        var copied = 0
        while let match = matches.next() {
            result.append(contentsOf: bytes[copied..<match.range.lowerBound])
            replacement.write(match, of: bytes, to: &result)
            copied = match.range.upperBound
        }
        result.append(contentsOf: bytes[copied...])
        return String(decoding: result, as: UTF8.self)
    }

    /// The same with a replacement that is read here; see `PatternReplacement` for its notation.
    public func replacing(in text: String, with replacement: String) throws(PatternError) -> String {
        replacing(in: text, with: try PatternReplacement(replacement, for: self))
    }
}

extension Pattern: Hashable {
    public static func == (one: Pattern, other: Pattern) -> Bool { one.text.hasSameBytes(as: other.text) }

    public func hash(into hasher: inout Hasher) { hasher.combine(ByteString(text)) }
}
