import BelaySource

/// The names of one frame, while its text is walked from top to bottom.
///
/// A name is found in one dictionary, since no name hides another. A block with names of its own removes them again
/// when it ends; they are remembered, so that a message about a later use can say where the name was.
struct NameScope {
    struct Binding {
        var name: String
        var type: ValueType
        var reference: Variable.Reference
        var span: Span
        /// Set by a `let` that runs nothing, so that it has no effect unless it is used.
        var isPureLet = false
        var isUsed = false
        /// Its block may be left by a `recover` before it is set.
        var isUncertain = false
        /// A branch that runs at the same time sets it.
        var isBeside = false
        /// Of a record all fields, if they are known.
        var fields: [(name: String, type: ValueType)]?
    }

    /// A use of a name that is not set so far; at the end of the frame it is known whether it is set later.
    struct OpenUse {
        var name: String
        var span: Span
        var diagnostic: Diagnostic
    }

    private(set) var bindings: [Binding] = []
    private var visible: [String: Int] = [:]
    /// The last binding of each name that was set and then hidden.
    private var hidden: [String: Int] = [:]
    private var blocks: [[String]] = [[]]
    var openUses: [OpenUse] = []

    /// Names of the slots that this frame has, for `FrameLayout`.
    private(set) var slotNames: [String] = []

    func binding(of name: String) -> Binding? { visible[name].map { bindings[$0] } }

    func hiddenBinding(of name: String) -> Binding? { hidden[name].map { bindings[$0] } }

    var visibleNames: [String] { Array(visible.keys) }

    /// In the order in which they were set.
    var visibleBindings: [Binding] { visible.values.sorted().map { bindings[$0] } }

    mutating func use(_ name: String) -> Binding? {
        guard let index = visible[name] else { return nil }
        bindings[index].isUsed = true
        return bindings[index]
    }

    /// Takes the next slot, for a value that has this name in messages.
    mutating func takeSlot(_ name: String) -> Int {
        slotNames.append(name)
        return slotNames.count - 1
    }

    mutating func bindLocal(_ name: String, type: ValueType, span: Span) -> Variable.Reference {
        let reference = Variable.Reference.local(takeSlot(name))
        add(Binding(name: name, type: type, reference: reference, span: span))
        return reference
    }

    /// A name that was already set, which has been reported, stays visible when this block ends: the first binding is
    /// there for the code that follows, which is not wrong as well.
    mutating func add(_ binding: Binding) {
        if visible.updateValue(bindings.count, forKey: binding.name) == nil {
            blocks[blocks.count - 1].append(binding.name)
        }
        bindings.append(binding)
    }

    /// Marks the newest binding of a visible name as a `let` that runs nothing.
    mutating func markPure(_ name: String) {
        if let index = visible[name] { bindings[index].isPureLet = true }
    }

    mutating func enterBlock() { blocks.append([]) }

    mutating func leaveBlock() {
        for name in blocks.removeLast() { hide(name) }
    }

    /// The number of names set so far, visible or not.
    var mark: Int { bindings.count }

    /// Hides the names set since a mark: a handler may continue after it although the failure came before they were
    /// set.
    mutating func hideUncertain(since mark: Int) {
        for index in mark..<bindings.count where visible[bindings[index].name] == index {
            bindings[index].isUncertain = true
            hide(bindings[index].name)
        }
    }

    /// Hides the names that one of several branches has set: the others run at the same time.
    mutating func setAside(since mark: Int) {
        for index in mark..<bindings.count where visible[bindings[index].name] == index {
            bindings[index].isBeside = true
            hide(bindings[index].name)
        }
    }

    /// After the branches: what they have set is there.
    /// - Returns: those that two of them have set, with the first.
    mutating func takeBack(since mark: Int) -> [(binding: Binding, first: Binding)] {
        var repeated: [(binding: Binding, first: Binding)] = []
        for index in mark..<bindings.count where bindings[index].isBeside {
            bindings[index].isBeside = false
            let name = bindings[index].name
            if let first = visible[name], first >= mark {
                repeated.append((bindings[index], bindings[first]))
            } else {
                visible[name] = index
                hidden[name] = nil
            }
        }
        return repeated
    }

    private mutating func hide(_ name: String) {
        if let index = visible.removeValue(forKey: name) { hidden[name] = index }
    }
}
