import BelaySource
import BelaySyntax

/// Signatures, and which phrases each file sees.
extension Checker {
    mutating func defineSignatures() {
        definitions.reserveCapacity(outlines.reduce(0) { $0 + $1.definitions.count })
        for index in files.indices {
            frame.file = FileNumber(index)
            for definition in outlines[index].definitions {
                definitions.append(
                    DefinitionHeader(
                        syntax: definition, file: frame.file, signature: signature(definition),
                        documentation: Documentation.text(of: definition.body)))
            }
        }
    }

    private mutating func signature(_ definition: DefinitionSyntax) -> Signature {
        let syntax = definition.signature
        var signature = Signature(items: [], options: [], gives: nil, span: syntax.span)
        signature.items.reserveCapacity(syntax.items.count)
        var slot = 0
        for item in syntax.items {
            switch item {
            case .word(let word):
                signature.items.append(.word(word.text))
            case .placeholder(let name, let type):
                signature.items.append(
                    .placeholder(.init(name: name.text, type: self.type(type), typeName: typeName(type), slot: slot)))
                slot += 1
            case .option(let name, let type, _):
                signature.options.append(
                    .init(
                        name: name.text, type: self.type(type), typeName: typeName(type), slot: slot,
                        defaultValue: nil))
                slot += 1
            }
        }
        if let gives = syntax.gives {
            signature.gives = type(gives)
            if definition.kind == .target { report(.targetGives(at: gives.span)) }
        }
        return signature
    }

    mutating func definePhrases() {
        var definitionsOfFile = files.map { _ in [Int]() }
        for definition in definitions.indices {
            definitionsOfFile[definitions[definition].file.rawValue].append(definition)
        }
        for index in files.indices {
            let seen = [index] + scopes[index].libraries.map(\.file.rawValue)
            scopes[index].phrases.reserveCapacity(seen.reduce(0) { $0 + definitionsOfFile[$1].count })
            for library in scopes[index].libraries {
                for definition in definitionsOfFile[library.file.rawValue] {
                    guard let rival = define(definition, in: index) else { continue }
                    if definitions[rival].file != library.file {
                        report(.ambiguousLibraries(at: library.span, phrase(definition), phrase(rival)))
                    }
                }
            }
            for definition in definitionsOfFile[index] {
                if let rival = define(definition, in: index) {
                    report(.ambiguousPhrases(phrase(definition), phrase(rival)))
                }
            }
        }
    }

    /// Adds a definition to a file's scope; returns the one that a call could mean as well.
    private mutating func define(_ definition: Int, in file: Int) -> Int? {
        let places = definitions[definition].places
        guard !places.isEmpty else { return nil }
        switch definitions[definition].kind {
        case .action, .probe: return scopes[file].phrases.add(places, definition)
        case .target: return scopes[file].targets.add(places, definition)
        }
    }
}
