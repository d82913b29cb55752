import BelaySource
import BelaySyntax

/// Setting names, and finding their values.
extension Checker {
    /// The meaning of a name where it is used.
    struct Use {
        var reference: Variable.Reference
        var type: ValueType
        /// Of a record all fields, if they are known.
        var fields: [(name: String, type: ValueType)]?
        /// Where it is introduced; nil for one that the language brings.
        var span: Span?
    }

    /// A record of which the checker knows every field.
    static let runFields: [(name: String, type: ValueType)] = [("id", .text), ("started", .time), ("now", .time)]
    static let failureFields: [(name: String, type: ValueType)] = [
        ("message", .text), ("step", .text), ("command", .text), ("status", .number), ("output", .text),
        ("kind", .choice(["command", "expect", "deadline", "unreachable", "unknown", "fail"])),
    ]

    /// Adds a name to the frame, or reports why it cannot be added. It is added in any case, so that its uses are not
    /// reported as well.
    @discardableResult
    mutating func bind(_ name: NameSyntax, type: ValueType) -> Variable.Reference {
        checkNew(name)
        noteName(name, type, isGlobal: frame.owner == .preamble)
        if frame.owner == .preamble { return bindGlobal(name, type: type) }
        return frame.names.bindLocal(name.text, type: type, span: name.span)
    }

    /// Adds the name of a loop's element, which is gone after the loop. A top-level `let` has no frame but the globals.
    mutating func bindElement(_ name: NameSyntax, type: ValueType) -> Variable.Reference {
        guard frame.owner == .preamble else { return bind(name, type: type) }
        checkNew(name)
        noteName(name, type, isGlobal: false)
        let reference = Variable.Reference.global(globalNames.count)
        globalNames.append(name.text)
        frame.names.add(NameScope.Binding(name: name.text, type: type, reference: reference, span: name.span))
        return reference
    }

    private mutating func checkNew(_ name: NameSyntax) {
        if name.text == "run" || name.text == "failure" {
            report(.reservedName(name))
            forgive(name.text)
        } else if let first = frame.names.binding(of: name.text) {
            report(.repeatedName(name, first: first.span, isGlobal: false))
            forgive(name.text)
        } else if let first = scope.globals[name.text] {
            report(.repeatedName(name, first: first.span, isGlobal: true))
            forgive(name.text)
        }
    }

    /// After a report about a name it is not reported as unused as well.
    private mutating func forgive(_ name: String) {
        frame.forgiven.insert(name)
        scopes[frame.file.rawValue].globals[name]?.isUsed = true
    }

    @discardableResult
    mutating func bindGlobal(_ name: NameSyntax, type: ValueType) -> Variable.Reference {
        let reference = Variable.Reference.global(globalNames.count)
        globalNames.append(name.text)
        scopes[frame.file.rawValue].globals[name.text] = NameScope.Binding(
            name: name.text, type: type, reference: reference, span: name.span)
        return reference
    }

    /// Marks a name just added as a `let` that runs nothing, so that it must be used.
    mutating func markPure(_ name: String) {
        if frame.owner == .preamble {
            scopes[frame.file.rawValue].globals[name]?.isPureLet = true
        } else {
            frame.names.markPure(name)
        }
    }

    /// Finds a name. If there is none, the report waits for the end of the frame, where it is known whether the name is
    /// set further down.
    mutating func use(_ name: NameSyntax, orReport unknown: (NameSyntax, [String]) -> Diagnostic) -> Use? {
        if let binding = frame.names.use(name.text) {
            return Use(
                reference: binding.reference, type: binding.type, fields: binding.fields, span: binding.span)
        }
        if let binding = scopes[frame.file.rawValue].globals[name.text] {
            if !binding.isUsed { scopes[frame.file.rawValue].globals[name.text]?.isUsed = true }
            return Use(reference: binding.reference, type: binding.type, span: binding.span)
        }
        if name.text == "run" { return Use(reference: .run, type: .record, fields: Self.runFields) }
        if name.text == "failure" {
            if frame.seesFailure || frame.handler == .onFailure || frame.handler == .always {
                return Use(reference: .failure, type: .record, fields: Self.failureFields)
            }
            report(.failureOutsideHandler(name))
            return nil
        }
        if frame.isParameter, reportInParameter(name) { return nil }
        if frame.owner.isOfLab, outlines[runbook.rawValue].lab.clients.contains(where: { $0.name.text == name.text }) {
            report(.clientOutsideState(name))
            return nil
        }
        if let hidden = frame.names.hiddenBinding(of: name.text) {
            if hidden.isBeside {
                report(.nameOfOtherBranch(name, bound: hidden.span))
            } else {
                report(
                    hidden.isUncertain
                        ? .uncertainName(name, bound: hidden.span)
                        : .unboundName(name, bound: hidden.span, isHidden: true))
            }
            forgive(name.text)
        } else {
            let known = frame.names.openUses.count < 100 ? knownNames : []
            frame.names.openUses.append(
                NameScope.OpenUse(name: name.text, span: name.span, diagnostic: unknown(name, known)))
        }
        return nil
    }

    /// A default is made of the parameters above it.
    private mutating func reportInParameter(_ name: NameSyntax) -> Bool {
        if isPreambleLet(name.text) {
            report(.letInParameter(name))
        } else if let below = outlines[frame.file.rawValue].parameters.first(where: { $0.name.text == name.text }) {
            let isItself = below.span.start <= name.span.start && name.span.end <= below.span.end
            report(isItself ? .parameterOfItself(name) : .parameterBelow(name, bound: below.name.span))
        } else {
            return false
        }
        return true
    }

    func isDeclared(_ name: String) -> Bool {
        name == "run" || name == "failure" || frame.names.binding(of: name) != nil || scope.globals[name] != nil
    }

    private var knownNames: [String] { frame.names.visibleNames + scope.globals.keys }

    /// At the end of a frame: names that were used before they were set, and names that were never used.
    mutating func closeNames() {
        if !frame.names.openUses.isEmpty { reportOpenUses() }
        for binding in frame.names.bindings
        where !frame.isSession && binding.isPureLet && !binding.isUsed && !frame.forgiven.contains(binding.name) {
            reportUnlessBroken(.unusedName(binding.name, at: binding.span))
        }
    }

    private mutating func reportOpenUses() {
        var later: [String: Span] = [:]
        for binding in frame.names.bindings where later[binding.name] == nil { later[binding.name] = binding.span }
        if frame.owner == .preamble {
            for (name, binding) in scope.globals { later[name] = binding.span }
        }
        for use in frame.names.openUses {
            if let bound = later[use.name] {
                report(.unboundName(NameSyntax(text: use.name, span: use.span), bound: bound, isHidden: false))
                forgive(use.name)
            } else {
                reportUnlessBroken(use.diagnostic, missing: use.name)
            }
        }
    }

    mutating func reportUnusedGlobals() {
        for index in files.indices {
            frame.file = FileNumber(index)
            for binding in scope.globals.values where binding.isPureLet && !binding.isUsed {
                reportUnlessBroken(.unusedName(binding.name, at: binding.span))
            }
        }
    }
}
