import BelaySource

/// Help for what was probably meant where the parser found something else: slips, and forms of other languages.
extension Parser {
    var hint: String? { hintForFirstWord ?? hintForToken }

    /// By the first word of a statement that is not a keyword.
    private var hintForFirstWord: String? {
        guard let statementStart, statementStart != token, isPlainWord(statementStart) else { return nil }
        let keyword = keyword(of: statementStart)
        if let keyword, keyword.beginsStatement { return nil }
        let word = source.text(of: span(of: statementStart))
        if kind == .equals, tokens[index - 1] == statementStart { return "to set a name: let \(word) = ..." }
        if let form = ForeignWord.form(of: word) { return form }
        if keyword?.labForm != nil {
            return isLab
                ? nil : "`\(word)` belongs in a lab, a file that begins with: lab \"Title\" \"What it begins with.\""
        }
        let known = Keyword.allCases.filter { $0.beginsStatement || isLab && $0.labForm != nil }.map(\.rawValue)
        return NameSuggestion.nearest(to: word, among: known).map { "did you mean `\($0)`?" }
    }

    private var hintForToken: String? {
        switch kind {
        case .equals: hintForEquals
        case .sign: "put a command that is part of a statement in parentheses: expect (? test -e $file)"
        case .bar: "`|` joins the words of a type; a pipeline belongs in a command"
        case .leftBracket where expected.contains(.type): "write the type of a list as `list of text`"
        case .leftBrace where isAfterValueSign: "write a list as [a, b], a record as [name=a, size=2]"
        case .colon where expected.contains(.token(.leftBrace)): "a block begins with `{`, without a colon"
        case .newline where expected.contains(.token(.leftBrace)) && following.kind == .leftBrace:
            "put the `{` on the same line"
        case .word, .variable:
            if expected == [.text] {
                "put it in quotes: \"\(source.text(of: here))\""
            } else if lacksTogether {
                "say `together` first: for x in $list together \(source.text(of: here)) ..."
            } else {
                continuesListOfLoop ? "put a list that is computed in parentheses: for x in ($one + $other) { }" : nil
            }
        case .text, .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis,
            .leftBracket, .rightBracket, .colon, .comma, .less, .lessOrEqual, .greater, .greaterOrEqual, .newline,
            .comment, .lineContinuation, .unexpectedCharacter, .end:
            nil
        }
    }

    /// What says how the elements of a `for` run side by side, without the word for it.
    private var lacksTogether: Bool {
        guard expected.contains(.keyword(.together)) else { return false }
        let next = keyword(of: following)
        return keyword == .in && next == .batches || keyword == .at && next == .most
            || keyword == .stopping && next == .after
    }

    /// An operator behind the list of a `for`, which is one element.
    private var continuesListOfLoop: Bool {
        guard statementStart.flatMap({ keyword(of: $0) }) == .for, expected.contains(.keyword(.together)) else {
            return false
        }
        let isSign = ["+", "-"].contains(source.text(of: here))
        return isSign || keyword?.followsValue == true || keyword == .but || keyword == .of
    }

    private var hintForEquals: String {
        if following.kind == .equals || expected.contains(.infix(.is)) {
            return "to compare, write `is`: $state is active"
        }
        let isParameter = statementStart.flatMap { keyword(of: $0) } == .param
        return isParameter
            ? "a parameter has a type: param name: text = value" : "write an option without spaces: name=value"
    }

    /// After `=`, `in` or inside a list, where other languages write lists and records in braces.
    private var isAfterValueSign: Bool {
        guard index > 0 else { return false }
        let before = tokens[index - 1]
        return before.kind == .equals || before.kind == .leftBracket || keyword(of: before) == .in
    }
}
