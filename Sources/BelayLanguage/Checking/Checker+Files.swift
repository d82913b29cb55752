import BelaySource
import BelaySyntax

/// Heads of files, libraries, types.
extension Checker {
    mutating func findLibraries() {
        for index in files.indices {
            frame.file = FileNumber(index)
            for word in outlines[index].uses.flatMap(\.words) {
                guard let name = word.literal, let file = files[index].libraries[name] else {
                    report(.unknownLibrary(source(of: word.span), at: word.span))
                    continue
                }
                noted?.note(.library(file), at: word.span)
                let isKnown = scopes[index].libraries.contains { $0.file == file }
                if !isKnown { scopes[index].libraries.append((file, word.span)) }
            }
        }
    }

    /// Titles and documentation are shown without a run, so they contain no names.
    mutating func checkDocumentation() {
        for (index, outline) in outlines.enumerated() {
            frame.file = FileNumber(index)
            var texts = (outline.runbook + outline.lab.titles).flatMap { [$0.title] + $0.documentation }
            texts += outline.parameters.compactMap(\.documentation)
            texts += outline.definitions.flatMap { Documentation.texts(of: $0.body) }
            for text in texts where text.literal == nil { report(.notPlainText(at: text.span)) }
        }
    }

    mutating func checkHeads() {
        for (index, outline) in outlines.enumerated() {
            let isRunbook = index == runbook.rawValue
            if isRunbook {
                reportRepeats(outline.runbook.map(\.span), "runbook")
                reportRepeats(outline.rehearsals.map(\.span), "rehearse in")
                reportRepeats(outline.locks.map(\.span), "lock")
                if isLab { checkHead(ofLab: outline) }
            } else {
                let locks = outline.locks.map { ("lock", $0.span) }
                if isTyped(FileNumber(index)) {
                    let tests = outline.tests.map { ("test", $0.span) } + outline.givens.map { ("given", $0.span) }
                    let heads = outline.parameters.map { ("param", $0.span) } + locks + tests
                    for (keyword, span) in heads { report(.onlyFromTheStart(keyword, at: span)) }
                    continue
                }
                if let title = outline.lab.titles.first { report(.onlyInLab("lab", at: title.span)) }
                for (keyword, span) in locks { report(.onlyInRunbook(keyword, at: span)) }
                for statement in outline.body {
                    report(.onlyInRunbook(nil, at: statement.headSpan))
                }
            }
        }
    }

    private mutating func checkHead(ofLab outline: FileOutline) {
        reportRepeats(outline.lab.titles.map(\.span), "lab")
        let heads =
            outline.runbook.map { ("runbook", $0.span) } + outline.rehearsals.map { ("rehearse in", $0.span) }
            + outline.locks.map { ("lock", $0.span) }
        for (keyword, span) in heads { report(.notInLab(keyword, at: span)) }
        for statement in outline.body { report(.notInLab(nil, at: statement.headSpan)) }
    }

    private mutating func reportRepeats(_ spans: [Span], _ keyword: String) {
        for span in spans.dropFirst() { report(.repeatedHead(keyword, at: span, first: spans[0])) }
    }

    /// Files in the order in which their first `let`s run: a library before the files that use it.
    func libraryOrder() -> [Int] {
        var order: [Int] = []
        var isSeen = files.map { _ in false }
        func visit(_ index: Int) {
            guard !isSeen[index] else { return }
            isSeen[index] = true
            for library in scopes[index].libraries { visit(library.file.rawValue) }
            order.append(index)
        }
        visit(runbook.rawValue)
        files.indices.forEach(visit)
        return order
    }

    // MARK: - Types

    mutating func defineTypes() {
        var own = files.indices.map { _ in [String: TypeDefinitionSyntax]() }
        for index in files.indices {
            for type in outlines[index].types {
                if ValueType(builtIn: type.name.text) != nil {
                    report(.repeatedType(type.name, first: nil))
                } else if let first = own[index][type.name.text] {
                    report(.repeatedType(type.name, first: first.name.span))
                } else {
                    own[index][type.name.text] = type
                }
            }
        }
        var resolver = TypeResolver(own: own, libraries: scopes.map { $0.libraries.map(\.file.rawValue) })
        for index in files.indices {
            for type in outlines[index].types where own[index][type.name.text] == type {
                scopes[index].types[type.name.text] = FileScope.NamedType(
                    type: resolver.type(named: type.name.text, in: index), span: type.name.span)
            }
        }
        for diagnostic in resolver.diagnostics { report(diagnostic) }
        for index in files.indices {
            for library in scopes[index].libraries {
                for name in own[library.file.rawValue].keys.sorted() {
                    guard let type = scopes[library.file.rawValue].types[name] else { continue }
                    if let known = scopes[index].types[name], known.span != type.span {
                        if known.type != type.type { report(.typeOfTwoLibraries(name, at: library.span, known, type)) }
                    } else {
                        scopes[index].types[name] = type
                    }
                }
            }
        }
    }

    /// A type as written, resolved; `any` after a report when it is unknown.
    mutating func type(_ syntax: TypeSyntax) -> ValueType {
        switch syntax.kind {
        case .name(let name):
            if let type = ValueType(builtIn: name.text) { return type }
            if let known = scope.types[name.text] {
                noted?.note(.type(known.span), at: name.span)
                return known.type
            }
            reportUnlessBroken(
                .unknownType(name, known: ValueType.builtInNames + scope.types.keys.sorted()), missing: name.text,
                from: \.types)
            return .any
        case .list(let element): return .list(type(element))
        case .choice(let words): return .choice(words.map(\.text))
        }
    }

    /// A type as it is written.
    func typeName(_ syntax: TypeSyntax) -> String {
        switch syntax.kind {
        case .name(let name): name.text
        case .list(let element): "list of \(typeName(element))"
        case .choice(let words): words.map(\.text).joined(separator: " | ")
        }
    }
}
