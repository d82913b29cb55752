import BelayData
import BelaySource
import BelaySyntax

/// The drawing: phases from top to bottom at the left, and what they call to the right of them.
extension ManualPage {
    private struct Drawing {
        static let rowHeight = 34.0
        static let boxHeight = 24.0
        static let gap = 70.0
        static let letter = 6.3
        static let mostLetters = 44

        struct Box {
            var x: Double
            var y: Double
            var width: Double

            var middle: Double { y + Drawing.boxHeight / 2 }
            var right: Double { x + width }
        }

        let graph: ManualGraph
        private(set) var boxes: [Box] = []
        private(set) var width = 0.0
        private(set) var height = 0.0

        init(_ graph: ManualGraph) {
            self.graph = graph
            var left = 4.0
            var lefts: [Double] = []
            var widths: [Double] = []
            for column in 0...(graph.nodes.map(\.column).max() ?? 0) {
                let titles = graph.nodes.filter { $0.column == column }.map(Self.title)
                let width = Double(titles.map(\.columns).max() ?? 0) * Self.letter + 20
                lefts.append(left)
                widths.append(width)
                left += width + Self.gap
            }
            width = left - Self.gap + 4
            place(lefts, widths)
        }

        /// Each at the height of the first that leads to it, or beneath what is there already.
        private mutating func place(_ lefts: [Double], _ widths: [Double]) {
            var free = [Double](repeating: 4, count: lefts.count)
            for (index, node) in graph.nodes.enumerated() {
                let callers = graph.edges.filter {
                    $0.to == index && $0.from < index && ($0.kind == .call || $0.kind == .undo)
                }
                let level = callers.first.map { boxes[$0.from].y } ?? 4
                let y = max(free[node.column], level)
                boxes.append(Box(x: lefts[node.column], y: y, width: widths[node.column]))
                free[node.column] = y + Self.rowHeight
                height = max(height, y + Self.rowHeight)
            }
        }

        static func title(_ node: ManualGraph.Node) -> String {
            StyledText((node.sign.map { "\($0.rawValue) " } ?? "") + node.title).cut(to: mostLetters).text
        }
    }

    func addGraph(_ page: inout Markup) {
        let graph = ManualGraph(manual)
        if graph.edges.isEmpty { return }
        let drawing = Drawing(graph)
        page.add(.section) { page in
            page.add(.h2, text: "At a glance")
            page.add(.div, .classes([.wide])) { page in
                page.add(
                    .svg, .drawn("viewBox", "0 0 \(number(drawing.width)) \(number(drawing.height))"),
                    .drawn("width", number(drawing.width)), .role("img"), .label("Phases and what they call")
                ) { page in
                    for edge in graph.edges { add(edge, drawing, &page) }
                    for index in graph.nodes.indices { addBox(index, drawing, &page) }
                }
            }
        }
        page.addLineEnd()
    }

    private func addBox(_ index: Int, _ drawing: Drawing, _ page: inout Markup) {
        let node = drawing.graph.nodes[index]
        let box = drawing.boxes[index]
        var looks: [Look] = [.box]
        if node.kind == .handler { looks.append(.handler) }
        page.add(.a, .toward(node.anchor)) { page in
            page.add(
                .rect, .classes(looks), .drawn("x", number(box.x)), .drawn("y", number(box.y)),
                .drawn("width", number(box.width)), .drawn("height", number(Drawing.boxHeight)),
                .drawn("rx", node.kind == .phase ? "2" : "10")
            ) { $0.add(.title, text: node.title) }
            page.add(
                .text, .drawn("x", number(box.x + 9)), .drawn("y", number(box.middle + 4)),
                text: Drawing.title(node))
        }
    }

    private func add(_ edge: ManualGraph.Edge, _ drawing: Drawing, _ page: inout Markup) {
        let (from, to) = (drawing.boxes[edge.from], drawing.boxes[edge.to])
        var looks: [Look] = [.edge]
        let path: String
        switch edge.kind {
        case .next, .failure:
            if edge.kind == .failure { looks.append(.handler) }
            let x = number(from.x + 14)
            path = "M\(x) \(number(from.y + Drawing.boxHeight))V\(number(to.y))"
        case .call, .undo:
            if edge.kind == .undo { looks.append(.handler) }
            let (x1, y1, x2, y2) = (from.right, from.middle, to.x, to.middle)
            path =
                "M\(number(x1)) \(number(y1))C\(number(x1 + Drawing.gap * 0.5)) \(number(y1)) "
                + "\(number(x2 - Drawing.gap * 0.5)) \(number(y2)) \(number(x2)) \(number(y2))"
        }
        page.add(.path, .classes(looks), .drawn("d", path)) { _ in }
    }

    /// With one digit behind the point.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
