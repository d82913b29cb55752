import BelaySource

/// The names of one frame, while its text is walked from top to bottom.
///
/// A name is found in one dictionary, since no name hides another. A block that hides what it binds takes its names
/// out again when it ends; they are remembered, so that a later use can be told where the name was.
struct NameScope {
    struct Binding {
        var name: String
        var type: ValueType
        var reference: Variable.Reference
        var span: Span
        /// Bound by a `let` that asks nothing, so that without a use it is there for nothing.
        var isPureLet = false
        var isUsed = false
        /// Its block may be left by a `recover` before it is bound.
        var isUncertain = false
    }

    /// A use that nothing seen so far explains; the end of the frame knows whether the name comes later.
    struct OpenUse {
        var name: String
        var span: Span
        var diagnostic: Diagnostic
    }

    private(set) var bindings: [Binding] = []
    private var visible: [String: Int] = [:]
    /// The last binding of each name that was bound and hidden again.
    private var hidden: [String: Int] = [:]
    private var blocks: [[String]] = [[]]
    var openUses: [OpenUse] = []

    /// Names of the slots that this frame has, for `FrameLayout`.
    private(set) var slotNames: [String] = []

    func binding(of name: String) -> Binding? { visible[name].map { bindings[$0] } }

    func hiddenBinding(of name: String) -> Binding? { hidden[name].map { bindings[$0] } }

    var visibleNames: [String] { Array(visible.keys) }

    /// In the order in which they were bound.
    var visibleBindings: [Binding] { visible.values.sorted().map { bindings[$0] } }

    mutating func use(_ name: String) -> Binding? {
        guard let index = visible[name] else { return nil }
        bindings[index].isUsed = true
        return bindings[index]
    }

    /// Takes the next slot.
    mutating func bindLocal(_ name: String, type: ValueType, span: Span) -> Variable.Reference {
        let reference = Variable.Reference.local(slotNames.count)
        slotNames.append(name)
        add(Binding(name: name, type: type, reference: reference, span: span))
        return reference
    }

    /// A name that was bound already, which has been reported, stays visible when this block ends: the first binding is there
    /// for what follows, which is not wrong as well.
    mutating func add(_ binding: Binding) {
        if visible.updateValue(bindings.count, forKey: binding.name) == nil {
            blocks[blocks.count - 1].append(binding.name)
        }
        bindings.append(binding)
    }

    /// Says of the newest binding of a visible name that it is a `let` which asks nothing.
    mutating func markPure(_ name: String) {
        if let index = visible[name] { bindings[index].isPureLet = true }
    }

    mutating func enterBlock() { blocks.append([]) }

    mutating func leaveBlock() {
        for name in blocks.removeLast() { hide(name) }
    }

    /// How many names were bound so far, visible or not.
    var mark: Int { bindings.count }

    /// Hides what was bound since a mark: a handler may go on after it though the failure came before the binding.
    mutating func hideUncertain(since mark: Int) {
        for index in mark..<bindings.count where visible[bindings[index].name] == index {
            bindings[index].isUncertain = true
            hide(bindings[index].name)
        }
    }

    private mutating func hide(_ name: String) {
        if let index = visible.removeValue(forKey: name) { hidden[name] = index }
    }
}
