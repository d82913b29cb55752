import BelayLanguage

/// The names that are bound: a value, so that handlers, undo blocks and side-by-side turns keep what was bound by then.
struct Frame: Sendable {
    var globals: [Value?]
    var locals: [Value?]

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

    /// An empty frame for a definition, with the same globals.
    func inner(_ layout: FrameLayout) -> Frame {
        Frame(globals: globals, locals: Array(repeating: nil, count: layout.names.count))
    }
}
