import Synchronization

/// One connection to a host, kept by an ssh process for as long as its input is open.
final class MasterConnection: Sendable {
    let socket: String
    /// Ends with the connection, and says ssh's last words.
    private let life: Task<String, Never>
    private let hasEnded = Mutex(false)

    init(socket: String, life: Task<String, Never>) {
        self.socket = socket
        self.life = life
        Task.detached { [weak self] in
            _ = await life.value
            self?.hasEnded.withLock { $0 = true }
        }
    }

    var isOpen: Bool { hasEnded.withLock { !$0 } }

    /// Closes it; commands that still use it are cut off.
    func close() { life.cancel() }

    func closed() async { _ = await life.value }
}
