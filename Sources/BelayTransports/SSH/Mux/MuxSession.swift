import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// One command over a connection that an ssh process keeps. That process is asked for a session on its control socket and
/// is handed the other ends of the command's streams, as `ssh -S` does it, but without a process of its own for each
/// command.
final class MuxSession: CommandChannel {
    private let ownInput: Mutex<Int32?>
    let output: Int32
    let error: Int32
    private let socket: MuxSocket
    private let talk: Mutex<MuxExchange>

    /// A process that keeps a connection and does not even greet is one that does not move any more.
    let beginningLimit: Duration? = .seconds(10)

    /// Fails where the system has no descriptors left.
    init(_ request: MuxRequest) throws(SystemError) {
        let pipes = try StreamPipes(hasInput: request.hasInput)
        let reading = pipes.input?.given ?? open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard reading >= 0 else {
            let problem = errno
            pipes.closeKept()
            pipes.closeGiven()
            throw SystemError(problem, in: "open")
        }
        socket = request.socket
        ownInput = Mutex(pipes.input?.kept)
        output = pipes.output.kept
        error = pipes.error.kept
        let given = [reading, pipes.output.given, pipes.error.given]
        talk = Mutex(MuxExchange(request, given: given))
    }

    deinit { talk.withLock { $0.closeGiven() } }

    var descriptor: Int32 { socket.descriptor }
    var input: Int32? { ownInput.withLock { $0 } }

    /// The command sees the end of its input.
    func endInput() {
        let input = ownInput.withLock { input in
            defer { input = nil }
            return input
        }
        if let input { close(input) }
    }

    var awaited: belay_event_kind { talk.withLock { $0.hasMoreToSend } ? belay_writable : belay_readable }

    func ending() -> ChannelEnd? {
        talk.withLock { talk in
            talk.advance(over: socket)
            return talk.ending
        }
    }

    func giveUpBeginning() {
        let isGivenUp = talk.withLock { $0.giveUpGreeting() }
        if isGivenUp { socket.shutDown() }
    }

    func reap() {}

    func discard() {
        endInput()
        for end in [output, error] { close(end) }
        socket.shutDown()
    }

    /// ssh closes a session that has begun when nobody is there any more for whom it holds it. On this machine nothing else
    /// belongs to it.
    func signalSession(_ signal: Int32) {
        talk.withLock { $0.end(.signalled(Int(signal))) }
        socket.shutDown()
    }

    func hasLivingSession() -> Bool { ending() == nil }
}
