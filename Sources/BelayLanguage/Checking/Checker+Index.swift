import BelaySource
import BelaySyntax

/// What is written down for an editor, where one has asked for it.
extension Checker {
    /// A name where it is introduced.
    mutating func noteName(_ name: NameSyntax, _ type: ValueType, fields: [String]? = nil, isGlobal: Bool) {
        guard noted != nil else { return }
        noted?.note(.name(name.span), at: name.span, isDefinition: true)
        noted?.add(
            ProgramIndex.Name(name: name.text, span: name.span, type: type, fields: fields, isGlobal: isGlobal))
    }

    /// A use of a phrase: its words, and the names of its options.
    mutating func noteCall(_ definition: Int, _ row: PhraseUseSyntax) {
        guard noted != nil else { return }
        let header = definitions[definition]
        let number = DefinitionNumber(definition)
        noted?.uses.append(ProgramIndex.Use(definition: number, span: row.span))
        for (item, element) in row.elements.enumerated() where header.signature.items.indices.contains(item) {
            guard header.signature.items[item].word != nil else { continue }
            noted?.note(.phrase(number), at: element.span, item: item)
        }
        for option in row.options {
            guard let name = header.optionName(option.name.text) else { continue }
            noted?.note(.name(name.span), at: option.name.span)
        }
    }

    /// The words of every signature.
    mutating func noteDefinitions() {
        guard noted != nil else { return }
        for (definition, header) in definitions.enumerated() {
            var item = 0
            for syntax in header.syntax.signature.items {
                switch syntax {
                case .word(let word):
                    noted?.note(.phrase(DefinitionNumber(definition)), at: word.span, item: item, isDefinition: true)
                    item += 1
                case .placeholder: item += 1
                case .option: break
                }
            }
            noted?.scopes.append(header.syntax.span)
        }
    }

    /// The names of types where they are defined, and those that they are made of.
    mutating func noteTypes() {
        guard noted != nil else { return }
        for file in files.indices {
            for definition in outlines[file].types {
                guard let known = scopes[file].types[definition.name.text], known.span == definition.name.span else {
                    continue
                }
                noted?.note(.type(known.span), at: known.span, isDefinition: true)
                noteNames(in: definition.type, of: file)
            }
        }
    }

    private mutating func noteNames(in type: TypeSyntax, of file: Int) {
        switch type.kind {
        case .name(let name):
            if let known = scopes[file].types[name.text] { noted?.note(.type(known.span), at: name.span) }
        case .list(let element): noteNames(in: element, of: file)
        case .choice: break
        }
    }

    /// `NAME=VALUE` behind a `use`, or of a test: the parameter that is set.
    mutating func noteSetting(_ name: NameSyntax, of file: FileNumber) {
        guard noted != nil else { return }
        let parameter = outlines[file.rawValue].parameters.first { $0.name.text == name.text }
        if let parameter { noted?.note(.name(parameter.name.span), at: name.span) }
    }

    /// The number of a statement in the plan.
    mutating func noteOrdinal(_ ordinal: Int?, at span: Span) {
        guard noted != nil, let ordinal else { return }
        noted?.number(ordinal, at: Span(file: span.file, start: span.start, end: span.start))
    }
}

extension DefinitionHeader {
    func optionName(_ name: String) -> NameSyntax? {
        for case .option(let option, _, _) in syntax.signature.items where option.text == name { return option }
        return nil
    }
}
