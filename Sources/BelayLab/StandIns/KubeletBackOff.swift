/// How long the kubelet waits before it starts a pod's container again: not at all the first time, then 10 s and twice as long
/// each time, up to 5 minutes. A container that has run for 10 minutes begins again.
/// Source: `MaxContainerBackOff` and `backOffPeriod` of the kubelet.
struct KubeletBackOff {
    private static let first = 10.0
    private static let longest = 300.0
    private static let forgiven = 600.0

    private var delay: Double?
    private var until: Double?

    var isOver: Bool { Clock.now >= until ?? 0 }

    /// The container has ended after so many seconds.
    mutating func note(endAfter age: Double) {
        if age >= Self.forgiven { delay = nil }
        until = Clock.now + (delay ?? 1)
        delay = min(Self.longest, delay.map { $0 * 2 } ?? Self.first)
    }
}
