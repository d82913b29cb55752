import Synchronization

/// One connection to a host, kept by an ssh process for as long as its input is open.
final class MasterConnection: Sendable {
    let socket: String
    /// Ends with the connection, and says ssh's last words.
    private let life: Task<String, Never>
    private let lastWords = Mutex<String?>(nil)

    init(socket: String, life: Task<String, Never>) {
        self.socket = socket
        self.life = life
        Task.detached { [weak self] in
            let words = await life.value
            self?.lastWords.withLock { $0 = words }
        }
    }

    var isOpen: Bool { lastWords.withLock { $0 == nil } }

    /// What ssh has said of its end, if that is seen by now or in a moment: a session may be told first.
    func wordsOfEnd(within duration: Duration) async -> String? {
        let deadline = ContinuousClock.now + duration
        while true {
            if let words = lastWords.withLock({ $0 }) { return words }
            guard ContinuousClock.now < deadline, !Task.isCancelled else { return nil }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Closes it; commands that still use it are cut off.
    func close() { life.cancel() }

    func closed() async { _ = await life.value }
}
