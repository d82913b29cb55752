import CBelayUnits
import Glibc

/// What answers the words of a program, its name first.
public protocol RequestAnswering {
    func answer(_ words: [String], on connection: RequestConnection, from manager: UnitManager)
}

/// A `systemctl` or `journalctl` that asks the manager: it sends its words, each ended by a null and all of them by another,
/// and gets frames back.
public final class RequestConnection {
    /// What a frame holds; its length follows as four bytes, the highest first.
    enum Frame: UInt8 {
        case output = 1
        case error = 2
        /// One byte: the status. Nothing comes after it.
        case status = 3
    }

    let file: Int32
    private unowned let manager: UnitManager
    private var bytes: [UInt8] = []
    private var isAnswering = false
    /// Jobs that it still waits for.
    private var waiting = 0
    private var status: Int32 = 0

    init(file: Int32, manager: UnitManager) {
        self.file = file
        self.manager = manager
    }

    /// Whether root asks.
    var isRoot: Bool {
        var (process, user): (pid_t, uid_t) = (0, .max)
        return belay_unit_peer(file, &process, &user) == 0 && user == 0
    }

    func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(file, &buffer, buffer.count)
        guard count > 0 else { return manager.close(self) }
        bytes += buffer.prefix(count)
        guard !isAnswering, bytes.count >= 2, bytes.suffix(2) == [0, 0] else { return }
        isAnswering = true
        let words = bytes.dropLast(2).split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        manager.answering.answer(words, on: self, from: manager)
        endUnlessWaiting()
    }

    func print(_ text: String) { send(.output, text + "\n") }

    func complain(_ text: String) { send(.error, text + "\n") }

    /// The status with which the asking program ends, unless something worse comes.
    func fail(_ status: Int32) { self.status = status }

    /// Waits for a job before the status is sent.
    func wait(for job: JobQueue.Job, _ hear: @escaping (JobQueue.Outcome) -> Void) {
        waiting += 1
        job.owners.insert(ObjectIdentifier(self))
        job.listeners.append { [weak self] outcome in
            guard let self else { return }
            hear(outcome)
            waiting -= 1
            endUnlessWaiting()
        }
    }

    private func endUnlessWaiting() {
        guard isAnswering, waiting == 0 else { return }
        send(.status, [UInt8(truncatingIfNeeded: status)])
        isAnswering = false
        manager.close(self)
    }

    private func send(_ frame: Frame, _ text: String) { send(frame, Array(text.utf8)) }

    private func send(_ frame: Frame, _ content: [UInt8]) {
        let length = UInt32(content.count)
        var bytes = [frame.rawValue] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
        bytes += content
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(file, $0.baseAddress! + sent, bytes.count - sent, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return }
            sent += count
        }
    }
}
