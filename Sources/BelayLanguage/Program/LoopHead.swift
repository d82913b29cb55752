/// What a `for` goes through, and a list that is made of another: the name of an element, the list, and which elements
/// of it.
public struct LoopHead: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var list: ValueExpression
    /// What is reached in an element to name it in the numbers of its steps; empty for its whole value.
    public var path: [Variable.Access]
    /// Only the elements for which it holds.
    public var condition: ValueExpression?

    public init(
        name: String, target: Variable.Reference, list: ValueExpression, path: [Variable.Access],
        condition: ValueExpression?
    ) {
        self.name = name
        self.target = target
        self.list = list
        self.path = path
        self.condition = condition
    }

    /// In the order of the text.
    var expressions: [ValueExpression] { [list] + path.compactMap(\.value) + [condition].compactMap(\.self) }
}

/// `[for x in L where C give E]`
public struct Comprehension: Sendable {
    public var head: LoopHead
    /// The elements of the head themselves when absent.
    public var value: ValueExpression?

    public init(head: LoopHead, value: ValueExpression?) {
        self.head = head
        self.value = value
    }
}
