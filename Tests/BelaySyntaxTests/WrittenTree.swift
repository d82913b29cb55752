import BelaySource

/// A tree as text without the places of its nodes, for comparing.
struct WrittenTree: Equatable {
    let text: String

    init(_ node: Any) {
        var text = ""
        Self.write(node, to: &text)
        self.text = text
    }

    private static func write(_ node: Any, to text: inout String) {
        if node is Span { return }
        let mirror = Mirror(reflecting: node)
        guard !mirror.children.isEmpty else {
            text += "\(node)\n"
            return
        }
        text += "\(type(of: node))("
        for child in mirror.children {
            text += "\(child.label ?? ""):"
            write(child.value, to: &text)
        }
        text += ")"
    }
}
