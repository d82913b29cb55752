/// A position in a plan: under which conditions, and in which handlers.
///
/// A condition is open from the start of its branch to its end. One without steps under it is never shown.
public struct PlanWalk: Sendable {
    struct Condition: Sendable {
        var start: BranchStart
        /// True if something beneath it has been shown, and so it has.
        var isShown = false
    }

    private(set) var open: [Condition] = []
    /// The branches of the last `if` at each depth that are over and have not been shown.
    private var passed: [Int: [BranchStart]] = [:]
    /// Handlers and undo blocks around, outermost first: they have an end as steps have.
    private var handlers: [HandlerStart] = []

    public init() {}

    public mutating func handle(_ event: RunEvent) {
        switch event {
        case .branchStarted(let start):
            if !start.isAlternative { passed[open.count] = nil }
            open.append(Condition(start: start))
        case .branchEnded:
            let last = open.removeLast()
            passed[open.count + 1] = nil
            if !last.isShown { passed[open.count, default: []].append(last.start) }
        case .handlerStarted(let start): handlers.append(start)
        case .stepFinished(let end):
            guard end.kind == .handler || end.kind == .undo, let last = handlers.last, last.step == end.step else {
                return
            }
            handlers.removeLast()
        case .runStarted, .stepStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered,
            .strandStarted, .strandEnded, .runFinished:
            return
        }
    }

    /// The conditions that have to be shown before what comes next, each with how deep it lies: of an `else` also those before
    /// it.
    public mutating func takeUnshown() -> [(depth: Int, title: PlannedText, start: BranchStart)] {
        var found: [(depth: Int, title: PlannedText, start: BranchStart)] = []
        var depth = 0
        for index in open.indices {
            guard let title = open[index].start.title else { continue }
            if !open[index].isShown {
                for start in passed.removeValue(forKey: index) ?? [] where open[index].start.isAlternative {
                    if let title = start.title { found.append((depth, title, start)) }
                }
                found.append((depth, title, open[index].start))
            }
            open[index].isShown = true
            depth += 1
        }
        return found
    }

    /// The number of open conditions with a line of their own.
    public var depth: Int { open.count { $0.start.title != nil } }

    /// In words, outermost first, such as `on failure`, `if ‹mode› is full`.
    public var conditions: [String] {
        handlers.compactMap(\.condition) + open.flatMap { $0.start.conditions.map(\.shown) }
    }
}

extension HandlerStart {
    /// When it runs, as far as nobody can know. An `always` runs in any case, and an undo when its handler says so.
    fileprivate var condition: String? {
        switch reason {
        case .onFailure: "on failure"
        case .undo, .always: nil
        }
    }
}
