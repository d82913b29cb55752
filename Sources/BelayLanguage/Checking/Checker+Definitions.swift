import BelaySource
import BelaySyntax

/// First `let`s, bodies: each with a frame of its own.
extension Checker {
    mutating func checkPreambles() -> Block {
        var preamble = Block(statements: [], span: files[runbook.rawValue].syntax.span)
        var ordinal = 0
        for index in libraryOrder() {
            frame = Frame(owner: .preamble, file: FileNumber(index))
            frame.ordinal = ordinal
            for statement in outlines[index].preamble {
                if let checked = self.statement(statement).statement { preamble.statements.append(checked) }
            }
            closeNames()
            ordinal = frame.ordinal
        }
        return preamble
    }

    /// Defaults of options may use the parameters and first `let`s of their file.
    mutating func checkDefaults() {
        for index in definitions.indices {
            frame = Frame(owner: .preamble, file: definitions[index].file)
            var number = 0
            for item in definitions[index].syntax.signature.items {
                guard case .option(_, _, let defaultValue) = item else { continue }
                if let defaultValue {
                    let type = definitions[index].signature.options[number].type
                    if defaultValue.isPlain {
                        definitions[index].signature.options[number].defaultValue = element(
                            defaultValue, expecting: ExpectedType(type: type))
                    } else {
                        report(.notPlain(at: defaultValue.span, "the default of an option"))
                    }
                }
                number += 1
            }
            closeNames()
        }
    }

    mutating func checkDefinition(_ index: Int) -> Definition {
        let header = definitions[index]
        frame = Frame(owner: Frame.Owner(header.kind), file: header.file)
        frame.gives = header.signature.gives
        bindPlaceholders(of: header)
        let (body, ends) = block(header.syntax.body, hides: false, isNumbered: true, isDocumented: true)
        let undo = frame.undo.map { syntax in
            frame.handler = .undo
            return block(syntax.body, hides: true, isNumbered: true).block
        }
        if frame.gives != nil, !ends, header.kind != .target {
            report(.missingGive(phrase(index), ends: header.syntax.body.span))
        }
        if header.kind == .target, frame.via == nil { report(.targetWithoutVia(at: header.syntax.signature.span)) }
        closeNames()
        return Definition(
            kind: header.kind, signature: header.signature, documentation: header.documentation, body: body,
            undo: undo, frame: FrameLayout(names: frame.names.slotNames), span: header.syntax.signature.span)
    }

    /// Placeholders and options take the first slots, in the order in which they are written.
    private mutating func bindPlaceholders(of header: DefinitionHeader) {
        let signature = header.signature
        var (items, options) = (0, 0)
        for syntax in header.syntax.signature.items {
            switch syntax {
            case .word: items += 1
            case .placeholder(let name, _):
                if case .placeholder(let placeholder) = signature.items[items] { bind(name, type: placeholder.type) }
                items += 1
            case .option(let name, _, _):
                bind(name, type: signature.options[options].type)
                options += 1
            }
        }
    }

    mutating func checkBody() -> (Block, FrameLayout) {
        frame = Frame(owner: .runbook, file: runbook)
        let syntax = BlockSyntax(
            statements: outlines[runbook.rawValue].body, span: files[runbook.rawValue].syntax.span)
        let (body, _) = block(syntax, hides: false, isNumbered: true, numbersHandlersLast: true)
        closeNames()
        return (body, FrameLayout(names: frame.names.slotNames))
    }

    /// The lock is taken before anything runs, so it is made of parameters.
    mutating func checkLock() -> ValueExpression? {
        frame = Frame(owner: .preamble, file: runbook)
        guard let syntax = outlines[runbook.rawValue].locks.first else { return nil }
        let lock = element(syntax.value, expecting: ExpectedType(type: .text))
        closeNames()
        guard let lock else { return nil }
        if lock.mentionsRun {
            report(.lockOfOneRun(at: syntax.value.span))
        } else if !syntax.value.isPlain || !lock.uses(onlyGlobals: Set(parameters.map(\.slot))) {
            report(.lockNeedsParameters(at: syntax.value.span))
        }
        return lock
    }
}

extension Frame.Owner {
    init(_ kind: DefinitionSyntax.Kind) {
        switch kind {
        case .action: self = .action
        case .probe: self = .probe
        case .target: self = .target
        }
    }
}

extension ValueExpression {
    fileprivate func uses(onlyGlobals slots: Set<Int>) -> Bool {
        if case .variable(let variable) = kind {
            guard case .global(let slot) = variable.reference, slots.contains(slot) else { return false }
        }
        return parts.allSatisfy { $0.uses(onlyGlobals: slots) }
    }
}

extension ElementSyntax {
    /// It is known without running or computing anything.
    fileprivate var isPlain: Bool {
        switch self {
        case .word, .text, .variable: true
        case .list(let list): list.items.allSatisfy(\.value.isPlain)
        case .comprehension, .parenthesized: false
        }
    }
}
