import BelaySystem
import Synchronization

/// How many connections are opened at once. A server turns away a part of those that come while others log in: from ten
/// on by sshd's own `MaxStartups`, and many hosts may be reached through one. So it begins with fewer, one more is
/// let through for each that succeeds, and half as many once one was turned away.
final class OpeningPace: Sendable {
    /// Below what any server bears as it is installed.
    static let first = 8
    /// Handshakes cost a processor much, and one that is not through in ten seconds has failed.
    static let most = 32

    /// What became of an opening, as far as the pace goes.
    enum End: Sendable {
        case opened
        /// The server had too many that log in.
        case turnedAway
        /// It takes its time, or has failed by itself: that says nothing about the others.
        case other
    }

    /// One opening that was let through. It ends once.
    final class Pass: Sendable {
        fileprivate let round: Int
        fileprivate let hasEnded = Mutex(false)

        fileprivate init(round: Int) { self.round = round }
    }

    private struct State {
        var width = Double(first)
        /// Up to it each success adds one; from there on as many successes as there are places do.
        var threshold = Double(most)
        /// Those that were let through before the last halving say nothing new.
        var round = 0
    }

    private let state = Mutex(State())
    private let turnstile = AsyncSemaphore(limit: first)

    /// How many are let through at once now.
    var width: Int { state.withLock { Int($0.width) } }

    /// Waits for its turn; `nil` if the task was cancelled in the meantime.
    func begin() async -> Pass? {
        guard await turnstile.enter() else { return nil }
        return Pass(round: state.withLock(\.round))
    }

    /// Only the first end of an opening counts.
    func end(_ pass: Pass, _ end: End) {
        let isFirst = pass.hasEnded.withLock { hasEnded in
            defer { hasEnded = true }
            return !hasEnded
        }
        guard isFirst else { return }
        turnstile.leave(settingLimit: newWidth(after: end, of: pass.round))
    }

    private func newWidth(after end: End, of round: Int) -> Int {
        state.withLock { state in
            switch end {
            case .opened:
                let step = state.width < state.threshold ? 1 : 1 / state.width
                state.width = min(Double(Self.most), state.width + step)
            case .turnedAway where round == state.round:
                state.width = max(1, state.width / 2)
                state.threshold = state.width
                state.round += 1
            case .turnedAway, .other: break
            }
            return Int(state.width)
        }
    }
}
