public import BelayLanguage
public import BelaySource

/// The names of a session. Programs of one session number what libraries define differently, so a first `let` is
/// known by where it is written.
public struct SessionNames: Sendable {
    /// By their global slots.
    var parameters: [Int: Value] = [:]
    /// Of libraries, by their places.
    var libraryParameters: [Span: Value] = [:]
    /// First `let`s by the place of their name.
    var globals: [Span: Value] = [:]
    /// The values that the inputs bound, by slot.
    var locals: [Value?] = []

    init() {}

    /// Every name that is bound: parameters, the first `let`s of the file that the session sees, and what was typed.
    public func fields(in program: Program, seenFrom file: FileNumber) -> [Value.Field] {
        var fields: [Value.Field] = []
        if file == program.runbookFile {
            for parameter in program.parameters {
                if let value = parameters[parameter.slot] { fields.append(.init(name: parameter.name, value: value)) }
            }
        }
        for (binding, span) in program.preamble.bindings where span.file == file {
            if let value = globals[span] { fields.append(.init(name: binding.name, value: value)) }
        }
        for (slot, name) in program.bodyFrame.names.enumerated() where locals.indices.contains(slot) {
            if let value = locals[slot] { fields.append(.init(name: name, value: value)) }
        }
        return fields
    }

    mutating func bind(_ value: Value, to slot: Int) {
        while locals.count <= slot { locals.append(nil) }
        locals[slot] = value
    }

    /// The names that an input begins with.
    func frame(for program: Program, _ interpreter: Interpreter) async throws(Interruption) -> Frame {
        var given = parameters
        for parameter in program.libraryParameters { given[parameter.slot] = libraryParameters[parameter.span] }
        var frame = try await interpreter.globals(given)
        for (binding, span) in program.preamble.bindings {
            if let value = globals[span] { frame[binding.target] = value }
        }
        let missing = max(0, program.bodyFrame.names.count - locals.count)
        frame.locals = locals + Array(repeating: nil, count: missing)
        return frame
    }

    mutating func keep(_ frame: Frame, of program: Program) {
        locals = frame.locals
        for parameter in program.libraryParameters {
            libraryParameters[parameter.span] = frame.globals[parameter.slot]
        }
        for (binding, span) in program.preamble.bindings { globals[span] = frame[binding.target] }
    }
}

extension StepContext {
    /// The names that are bound at the step.
    public func names(seenFrom visibleNames: VisibleNames) -> SessionNames {
        var names = SessionNames()
        for parameter in program.parameters { names.parameters[parameter.slot] = frame.globals[parameter.slot] }
        for parameter in program.libraryParameters {
            names.libraryParameters[parameter.span] = frame.globals[parameter.slot]
        }
        for (binding, span) in program.preamble.bindings { names.globals[span] = frame[binding.target] }
        names.locals = visibleNames.names.map { frame.locals.indices.contains($0.slot) ? frame.locals[$0.slot] : nil }
        return names
    }
}

extension Block {
    /// The `let`s of first `let`s, each with its place; blocks around them say a place or a limit.
    var bindings: [(binding: BoundName, span: Span)] {
        statements.flatMap { statement in
            let own = statement.traits.binds.map { [(binding: $0, span: statement.span)] } ?? []
            return own + statement.traits.blocks.flatMap(\.bindings)
        }
    }
}
