import BelaySource

extension Parser {
    /// ( "runbook" | "lab" ) text { { EOL } text }
    mutating func parseTitle(after keyword: Keyword) throws(ParseAbort) -> TitleSyntax {
        let start = presume(keyword).start
        let title = try parseText()
        var documentation: [TextSyntax] = []
        while nextTextAfterNewlines() { documentation.append(try parseText()) }
        return TitleSyntax(title: title, documentation: documentation, span: span(from: start))
    }

    /// Skips line ends if a string comes after them, and otherwise stays.
    private mutating func nextTextAfterNewlines() -> Bool {
        var ahead = index
        while tokens[ahead].kind == .newline { ahead += 1 }
        guard tokens[ahead].kind == .text else {
            expected.append(.text)
            return false
        }
        index = ahead
        look()
        return true
    }

    /// ( "needs" word { "," word } | "use" word { "," word } [ "with" entry { "," entry } ]
    mutating func parseNames(after keyword: Keyword) throws(ParseAbort) -> NamesSyntax {
        let start = presume(keyword).start
        let words = try parseWords()
        guard keyword == .use, accept(.with) else { return NamesSyntax(words: words, span: span(from: start)) }
        var settings = [try parseEntry()]
        while accept(.comma) { settings.append(try parseEntry()) }
        return NamesSyntax(words: words, settings: settings, span: span(from: start))
    }

    /// "rehearse" "in" word
    mutating func parseRehearse() throws(ParseAbort) -> RehearseSyntax {
        let start = presume(.rehearse).start
        try expect(.in)
        return RehearseSyntax(lab: try parseLiteralWord(), span: span(from: start))
    }

    /// "type" name "=" type
    mutating func parseTypeDefinition() throws(ParseAbort) -> TypeDefinitionSyntax {
        let start = presume(.type).start
        let name = try parseName()
        try expect(.equals)
        return TypeDefinitionSyntax(name: name, type: try parseType(), span: span(from: start))
    }

    /// type = "list" "of" type | word { "|" word } ;
    mutating func parseType() throws(ParseAbort) -> TypeSyntax {
        let start = token.start
        if keyword == .list, keyword(of: following) == .of {
            try enter()
            defer { leave() }
            presume(.list)
            presume(.of)
            let element = try parseType()
            return TypeSyntax(kind: .list(element), span: span(from: start))
        }
        guard kind == .word else {
            expected.append(.type)
            throw unexpected()
        }
        let isList = keyword == .list
        var choices = [name(of: try parseLiteralWord())]
        if isList { expected.append(.keyword(.of)) }
        while accept(.bar) { choices.append(name(of: try parseLiteralWord())) }
        let kind: TypeSyntax.Kind = choices.count == 1 ? .name(choices[0]) : .choice(choices)
        return TypeSyntax(kind: kind, span: span(from: start))
    }

    private func name(of word: WordSyntax) -> NameSyntax { NameSyntax(text: word.literal ?? "", span: word.span) }

    /// ( "probe" | "action" | "target" ) signature block
    mutating func parseDefinition(_ kind: DefinitionSyntax.Kind) throws(ParseAbort) -> DefinitionSyntax {
        let start = take().start
        let isWhole = self.kind != .leftParenthesis && self.kind != .leftBracket
        if !isWhole { report(.signatureWithoutWord(kind.rawValue, at: here, isCurable: following.kind == .end)) }
        let signature = try parseSignature(of: kind, hasWord: isWhole)
        let body = try parseBlock()
        // What it would have defined is not missing, it is unknown.
        guard isWhole else { throw ParseAbort() }
        return DefinitionSyntax(kind: kind, signature: signature, body: body, span: span(from: start))
    }

    /// signature = plain , { plain | placeholder } , { option } , [ "gives" type ] ;
    private mutating func parseSignature(
        of kind: DefinitionSyntax.Kind, hasWord: Bool
    ) throws(ParseAbort) -> SignatureSyntax {
        let start = token.start
        guard self.kind == .word || !hasWord else {
            expected.append(.literalWord)
            throw unexpected()
        }
        if let keyword, cannotBeginPhrase(keyword) { refuse(keyword, in: kind) }
        var items = hasWord ? [SignatureSyntax.Item.word(try parseSignatureWord())] : []
        while let item = try parseSignatureItem() {
            checkPlace(of: item, after: items.last)
            items.append(item)
        }
        let gives = accept(.gives) ? try parseType() : nil
        return SignatureSyntax(items: items, gives: gives, span: span(from: start))
    }

    /// A call of the phrase would be read as something else.
    private func cannotBeginPhrase(_ keyword: Keyword) -> Bool {
        if keyword == .not || keyword.beginsStatement { return true }
        let next = self.keyword(of: following)
        if signatureBeginsOperator(keyword) { return true }
        if keyword == .edit { return next?.isEditFormat == true }
        let isValue = keyword == .yes || keyword == .no || keyword == .none
        return isValue && next != .gives ? following.kind != .word && following.kind != .leftParenthesis : isValue
    }

    /// Options come last, as in a call.
    private mutating func checkPlace(of item: SignatureSyntax.Item, after last: SignatureSyntax.Item?) {
        guard case .option(let option, _, _)? = last else { return }
        let (text, span): (String, Span)
        switch item {
        case .word(let name): (text, span) = (name.text, name.span)
        case .placeholder(let name, _): (text, span) = ("(\(name.text))", name.span)
        case .option: return
        }
        report(
            .optionBeforeEnd(text, at: span, option.text, at: option.span, isCurable: span.end == source.bytes.count))
    }

    private mutating func parseSignatureItem() throws(ParseAbort) -> SignatureSyntax.Item? {
        switch kind {
        case .word where keyword == .gives: return nil
        case .word: return .word(try parseSignatureWord())
        case .leftParenthesis: return try parsePlaceholder()
        case .leftBracket: return try parseOption()
        case .variable, .text, .sign, .shellLine, .shellBlock, .leftBrace, .rightBrace, .rightParenthesis,
            .rightBracket, .colon, .comma, .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual, .newline,
            .comment, .lineContinuation, .unexpectedCharacter, .end:
            expected += [.literalWord, .token(.leftParenthesis), .token(.leftBracket), .keyword(.gives)]
            return nil
        }
    }

    private mutating func parseSignatureWord() throws(ParseAbort) -> NameSyntax {
        if let keyword, keyword.endsRow {
            report(.reservedInSignature(keyword.rawValue, at: here, isCurable: isCutWord))
        }
        guard isPlainWord(token) else { throw fail(.notAPlainWord(source.text(of: here), at: here)) }
        let span = here
        return NameSyntax(text: source.text(of: self.span(of: take())), span: span)
    }

    /// placeholder = "(" name ":" type ")" ;
    private mutating func parsePlaceholder() throws(ParseAbort) -> SignatureSyntax.Item {
        try inBrackets(.leftParenthesis, .rightParenthesis) { parser throws(ParseAbort) in
            let name = try parser.parseName()
            try parser.expect(.colon)
            return .placeholder(name, try parser.parseType())
        }
    }

    /// option = "[" name ":" type [ "=" element ] "]" ;
    private mutating func parseOption() throws(ParseAbort) -> SignatureSyntax.Item {
        try inBrackets(.leftBracket, .rightBracket) { parser throws(ParseAbort) in
            let (keyword, isCut) = (parser.keyword, parser.isCutWord)
            let name = try parser.parseName()
            if keyword?.endsRow == true {
                parser.report(.reservedOption(name.text, at: name.span, isCurable: isCut))
            }
            try parser.expect(.colon)
            let type = try parser.parseType()
            let value = parser.accept(.equals) ? try parser.parseElement() : nil
            return .option(name, type, value)
        }
    }
}
