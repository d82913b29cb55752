import BelaySource
import BelaySyntax

/// Parameters: those of the runbook, and those of libraries, which are set by whoever uses them.
///
/// A default is known before the first step: it is made of parameters above it, of a variable of the process, or of what a
/// command prints that only reads.
extension Checker {
    mutating func checkParameters() {
        let own = runbook.rawValue
        for index in [own] + libraryOrder().reversed().filter({ $0 != own }) {
            // Nobody takes those of an input, which is reported.
            let settings = index == own || isTyped(FileNumber(index)) ? [:] : settings(of: FileNumber(index))
            for syntax in outlines[index].parameters {
                frame = Frame(owner: .preamble, file: FileNumber(index))
                frame.isParameter = true
                let setting = settings[syntax.name.text]
                let parameter = parameter(syntax, setBy: setting)
                closeNames()
                guard var parameter else { continue }
                if index == own {
                    parameters.append(parameter)
                } else if !isTyped(FileNumber(index)) {
                    parameter.library = libraryName(of: FileNumber(index))
                    libraryParameters.append(parameter)
                    if !parameter.hasDefault { reportUnset(parameter, of: FileNumber(index)) }
                }
            }
        }
    }

    private mutating func parameter(_ syntax: ParameterSyntax, setBy setting: Setting?) -> Parameter? {
        let type = type(syntax.type)
        var environment: String?
        var defaultValue: ValueExpression?
        if case .environment(let name, _)? = syntax.defaultValue, setting == nil { environment = name.text }
        if let value = syntax.defaultValue { defaultValue = self.defaultValue(value, of: type) }
        if let setting { defaultValue = value(of: setting, as: type) }
        guard case .global(let slot) = bind(syntax.name, type: type) else { return nil }
        var parameter = Parameter(
            name: syntax.name.text, type: type, defaultValue: defaultValue,
            documentation: syntax.documentation?.literal ?? "", slot: slot, span: syntax.span)
        parameter.environment = environment
        if let condition = syntax.condition, let checked = self.condition(condition) {
            checkKnownBefore(checked)
            let message = syntax.message.flatMap { self.message($0) }
            if let message { checkKnownBefore(message) }
            parameter.check = Parameter.Check(condition: checked, message: message)
        }
        return parameter
    }

    private mutating func defaultValue(_ syntax: ParameterSyntax.Default, of type: ValueType) -> ValueExpression? {
        let value: ValueExpression?
        switch syntax {
        case .environment: return nil
        case .element(let element): value = self.element(element, expecting: ExpectedType(type: type))
        case .command(let command):
            guard command.sign == .reads else {
                report(.changeInParameter(command.sign, at: command.signSpan))
                return nil
            }
            value = self.value(.command(command), expecting: ExpectedType(type: type))
        }
        guard let value else { return nil }
        checkKnownBefore(value)
        return value
    }

    /// A phrase may need what only a run knows, and so does `$run`.
    private mutating func checkKnownBefore(_ value: ValueExpression) {
        switch value.kind {
        case .holds, .gives: report(.phraseInParameter(at: value.span))
        case .variable(let variable):
            switch variable.reference {
            case .run, .failure: report(.runInParameter(variable.name, at: value.span))
            case .local, .global: break
            }
        case .constant, .text, .list, .record, .status, .output, .conditional, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            break
        }
        for part in value.parts { checkKnownBefore(part) }
    }

    /// A name that is a top-level `let` of the file, which has its value only in the run.
    func isPreambleLet(_ name: String) -> Bool {
        outlines[frame.file.rawValue].preamble.contains { $0.letNames.contains(name) }
    }
}

// MARK: - Settings of libraries

extension Checker {
    /// `NAME=VALUE` behind a `use`.
    struct Setting {
        var entry: WithEnvironmentSyntax.Entry
        /// The file that sets it.
        var file: FileNumber
    }

    /// By the names of the parameters; whatever is wrong with them is reported.
    private mutating func settings(of library: FileNumber) -> [String: Setting] {
        var found: [String: Setting] = [:]
        let known = outlines[library.rawValue].parameters.map(\.name.text)
        for index in files.indices {
            for use in outlines[index].uses where !use.settings.isEmpty {
                guard let word = use.words.first(where: { isName($0, of: library, in: index) }) else { continue }
                frame.file = FileNumber(index)
                if use.words.count > 1 {
                    if word == use.words.first { report(.settingsOfSeveral(at: use.span, first: word.literal ?? "")) }
                    continue
                }
                for entry in use.settings {
                    let name = entry.name.text
                    if !known.contains(name) {
                        report(.unknownSetting(entry.name, library: word.literal ?? "", known: known))
                    } else if let first = found[name] {
                        report(.repeatedSetting(entry.name, first: first.entry.name.span))
                    } else {
                        noteSetting(entry.name, of: library)
                        found[name] = Setting(entry: entry, file: FileNumber(index))
                    }
                }
            }
        }
        return found
    }

    private func isName(_ word: WordSyntax, of library: FileNumber, in index: Int) -> Bool {
        word.literal.flatMap { files[index].libraries[$0] } == library
    }

    /// Seen from the file that sets it: its parameters and nothing else has a value by then.
    private mutating func value(of setting: Setting, as type: ValueType) -> ValueExpression? {
        let library = frame
        frame = Frame(owner: .preamble, file: setting.file)
        frame.isParameter = true
        let value = element(setting.entry.value, expecting: ExpectedType(type: type))
        if let value { checkKnownBefore(value) }
        closeNames()
        frame = library
        return value
    }

    private func libraryName(of library: FileNumber) -> String {
        for index in files.indices {
            for word in outlines[index].uses.flatMap(\.words) where isName(word, of: library, in: index) {
                return word.literal ?? ""
            }
        }
        return files[library.rawValue].source.name
    }

    private mutating func reportUnset(_ parameter: Parameter, of library: FileNumber) {
        for index in files.indices {
            for word in outlines[index].uses.flatMap(\.words) where isName(word, of: library, in: index) {
                return report(.unsetParameter(parameter, of: word.literal ?? "", at: word.span))
            }
        }
    }
}

extension StatementSyntax {
    /// What a top-level `let`, or a block of such, sets.
    fileprivate var letNames: [String] {
        if case .let(let node) = self { return [node.name.text] }
        return transparentBody?.statements.flatMap(\.letNames) ?? []
    }
}
