import BelayLanguage

/// The names that are bound: a value, so that handlers, undo blocks and side-by-side iterations keep what was bound
/// by then.
struct Frame: Sendable {
    var globals: [Value?]
    var locals: [Value?]
    /// Why names have no value, where that is known.
    private var absences: [Variable.Reference: Absence] = [:]

    init(globals: [Value?], locals: [Value?]) {
        self.globals = globals
        self.locals = locals
    }

    subscript(reference: Variable.Reference) -> Value? {
        get {
            switch reference {
            case .local(let slot): locals[slot]
            case .global(let slot): globals[slot]
            case .run, .failure: nil
            }
        }
        set {
            switch reference {
            case .local(let slot): locals[slot] = newValue
            case .global(let slot): globals[slot] = newValue
            case .run, .failure: preconditionFailure("built-in names are not bound")
            }
        }
    }

    func absence(of reference: Variable.Reference) -> Absence? { absences[reference] }

    /// Remembers of those that have no value why.
    mutating func miss(_ references: [Variable.Reference], because absence: Absence) {
        for reference in references where self[reference].map(\.isMissing) ?? true { absences[reference] = absence }
    }

    /// What a branch has bound is there after it.
    mutating func take(_ references: [Variable.Reference], from branch: Frame) {
        for reference in references {
            self[reference] = branch[reference]
            absences[reference] = branch.absences[reference]
        }
    }

    /// An empty frame for a definition, with the same globals.
    func inner(_ layout: FrameLayout) -> Frame {
        var frame = Frame(globals: globals, locals: Array(repeating: nil, count: layout.names.count))
        frame.absences = absences.filter { if case .global = $0.key { true } else { false } }
        return frame
    }
}

extension Value {
    fileprivate var isMissing: Bool { if case .unknown = self { true } else { false } }
}
