/// The endings up to now of what runs side by side or one after the other: the elements of a loop, the branches of a
/// `together`.
struct Tally: Sendable {
    /// Of all of them, in their order.
    private let labels: [String]
    private var begun: Set<String> = []
    var done = 0
    private(set) var failed: [(label: String, trouble: PropagatedFailure)] = []
    /// What came between two batches has failed.
    private var between: PropagatedFailure?
    /// Others ran after the first failure, or at the same time.
    private var othersWentOn = false

    var count: Int { labels.count }

    /// - Parameter labels: no two are the same.
    init(_ labels: [String]) { self.labels = labels }

    /// - Parameter isBeside: others run at the same time.
    mutating func begin(_ label: String, isBeside: Bool = false) {
        begun.insert(label)
        othersWentOn = othersWentOn || !failed.isEmpty || isBeside && begun.count > 1
    }

    mutating func fail(_ label: String, _ trouble: PropagatedFailure) { failed.append((label, trouble)) }

    mutating func end(between trouble: PropagatedFailure) { between = trouble }

    /// The first failure is that of the whole; the others, and what handlers could not do, are kept.
    func trouble(at step: StepPath) -> PropagatedFailure? {
        let troubles = failed.map(\.trouble) + [between].compactMap(\.self)
        guard var first = troubles.first else { return nil }
        first.isHandled = troubles.allSatisfy(\.isHandled)
        first.handlerFailures = troubles.flatMap(\.handlerFailures)
        first.others += troubles.dropFirst().flatMap(\.failures)
        first.loops = troubles.flatMap(\.loops)
        if labels.count > 1 {
            first.loops.append(
                LoopEnd(
                    step: step, failed: failed.map(\.label), done: done,
                    notBegun: labels.filter { !begun.contains($0) },
                    othersWentOn: othersWentOn && !failed.isEmpty))
        }
        return first
    }

    /// A person has ended the run at one of them: the failures of the others are told with it.
    func joined(_ ends: [(label: String, interruption: Interruption)], at step: StepPath) -> Interruption? {
        guard let first = ends.first else { return nil }
        guard let trouble = first.interruption.trouble else { return first.interruption }
        var all = self
        all.failed.insert((first.label, trouble), at: 0)
        for other in ends.dropFirst() {
            if let trouble = other.interruption.trouble { all.failed.append((other.label, trouble)) }
        }
        guard var joined = all.trouble(at: step) else { return first.interruption }
        (joined.isHandled, joined.handlerFailures) = (trouble.isHandled, trouble.handlerFailures)
        switch first.interruption {
        case .stopped: return .stopped(joined)
        case .undecided: return .undecided(joined)
        case .trouble, .cancelled, .settled: return first.interruption
        }
    }
}
