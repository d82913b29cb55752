/// Pauses between attempts, growing, and not in step with others who wait for the same.
struct Backoff: Sendable {
    private var milliseconds = 50

    /// Shorter when the task is cancelled.
    mutating func pause() async {
        let pause = Int.random(in: (milliseconds / 2)...milliseconds)
        milliseconds = min(milliseconds * 2, 4000)
        try? await Task.sleep(for: .milliseconds(pause))
    }
}
