public import BelayRuntime

/// The steps that a run takes when nothing fails, as its plan has them, and how many of them are behind it.
///
/// Handlers and undo are not on the way. A branch leaves it once a later step of its block begins, or the block ends: it
/// was not taken. What a plan cannot know, such as the elements of a list, is one round of it.
public struct Way: Sendable {
    private struct Node: Sendable {
        var parent: Int
        var children: [StepPath.Component: Int] = [:]
        /// False of what only holds others, such as an element.
        var isStep = false
        var isDone = false
        /// Nothing beneath it is ahead any more.
        var isSettled = false
    }

    private var nodes = [Node(parent: -1)]
    /// The phases in their order, with their titles.
    public private(set) var phases: [(step: StepPath, title: String)] = []
    /// How many steps there are, as far as it is known by now.
    public private(set) var count = 0
    /// How many of them have ended.
    public private(set) var passed = 0

    /// - Parameter events: of a plan. Without any there is no way.
    public init(_ events: [RunEvent] = []) {
        var aside: [StepPath] = []
        for event in events {
            switch event {
            case .handlerStarted(let start): aside.append(start.step)
            case .stepStarted(let start) where start.kind != .read && start.kind != .handler && start.kind != .undo:
                let components = start.step.components
                if components.contains(.undo) || aside.contains(where: { components.starts(with: $0.components) }) {
                    continue
                }
                add(start)
            default: continue
            }
        }
    }

    private mutating func add(_ start: StepStart) {
        var node = 0
        for component in start.step.components {
            if let child = nodes[node].children[component] {
                node = child
            } else {
                nodes.append(Node(parent: node))
                nodes[node].children[component] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        if nodes[node].isStep { return }
        nodes[node].isStep = true
        count += 1
        if start.kind == .phase { phases.append((start.step, start.title.shown)) }
    }

    /// What comes before it in its block, and was not begun, is not on the way.
    mutating func begin(_ step: StepPath) {
        guard let node = node(of: step), node > 0, case .ordinal(let own)? = step.components.last else { return }
        for (component, sibling) in nodes[nodes[node].parent].children {
            if case .ordinal(let number) = component, number < own { settle(sibling) }
        }
    }

    mutating func end(_ step: StepPath) {
        guard let node = node(of: step), !nodes[node].isDone else { return }
        if nodes[node].isStep {
            nodes[node].isDone = true
            passed += 1
            // It had left the way, and comes again in another round.
            if nodes[node].isSettled { count += 1 }
        }
        settle(node)
    }

    private mutating func settle(_ node: Int) {
        if nodes[node].isSettled { return }
        nodes[node].isSettled = true
        if nodes[node].isStep, !nodes[node].isDone { count -= 1 }
        for child in nodes[node].children.values { settle(child) }
    }

    /// Of an element that the plan did not know, what it has in its place; nil for what is not on the way.
    private func node(of step: StepPath) -> Int? {
        var node = 0
        for component in step.components {
            if let child = nodes[node].children[component] {
                node = child
            } else if case .element = component,
                let planned = nodes[node].children.first(where: { $0.key.covers(component) })
            {
                node = planned.value
            } else {
                return nil
            }
        }
        return node
    }
}
