import Glibc

/// The exchange on a control socket that runs one command, from the greeting to the command's end.
struct MuxExchange: Sendable {
    private enum Stage {
        /// ssh has not greeted yet.
        case greeting
        /// The request is on its way, or not answered yet.
        case asking
        case open
    }

    /// The exit of ssh when it has failed itself.
    private static let lost = ChannelEnd.exited(255)

    private let request: MuxRequest
    private var stage = Stage.greeting
    private var received: [UInt8] = []
    private var outgoing = MuxMessage.greeting[...]
    /// The ends that ssh is yet to be given, in the order of the standard streams. They follow the request, and are
    /// closed here when they are given, so that a stream ends when the command's side does.
    private var given: ArraySlice<Int32>
    /// The command's status, once it has ended.
    private var status: Int?
    private(set) var ending: ChannelEnd?

    init(_ request: MuxRequest, given: [Int32]) {
        self.request = request
        self.given = given[...]
    }

    /// True to wait until ssh takes more, and not until it says more.
    var hasMoreToSend: Bool { !outgoing.isEmpty || stage == .asking && !given.isEmpty }

    /// Sends and hears as much as is possible now.
    mutating func advance(over socket: MuxSocket) {
        while ending == nil {
            let isTaken = send(over: socket)
            switch socket.receive() {
            case .bytes(let bytes):
                received += bytes
                while let message = MuxMessage.take(from: &received) { take(message) }
            case .empty where isTaken: return
            case .empty, .ended:
                end(endingUnheard)
                socket.shutDown()
            }
        }
    }

    /// False where the socket takes nothing any more.
    private mutating func send(over socket: MuxSocket) -> Bool {
        while !outgoing.isEmpty {
            guard let count = socket.send(outgoing) else { return false }
            if count == 0 { return true }
            outgoing = outgoing.dropFirst(count)
        }
        while stage == .asking, let descriptor = given.first {
            guard let isSent = socket.send(descriptor: descriptor) else { return false }
            if !isSent { return true }
            close(descriptor)
            given = given.dropFirst()
        }
        return true
    }

    /// True where ssh has not greeted yet: then nothing was sent, and it is over.
    mutating func giveUpGreeting() -> Bool {
        guard stage == .greeting, ending == nil else { return false }
        end(.unsent(.gone("ssh does not answer")))
        return true
    }

    private mutating func take(_ message: MuxMessage) {
        switch (message, stage) {
        case (.hello(MuxMessage.version), .greeting):
            stage = .asking
            outgoing = request.message[...]
        case (.hello(let version), .greeting):
            end(.unsent(.gone("ssh speaks version \(version) of the mux protocol")))
        case (.opened, .asking): stage = .open
        case (.refused(let words), .asking):
            end(.unsent(words.contains("open refused") ? .refused(words) : .gone(words)))
        case (.exited(let status), .open): self.status = status
        case (_, _): break
        }
    }

    /// The end when ssh closes the socket: after a command that has ended, or because the connection is gone.
    private var endingUnheard: ChannelEnd {
        let words = "ssh has closed the connection"
        switch stage {
        case .greeting: return .unsent(.gone(words))
        case .asking: return .unsent(given.isEmpty ? .cutOff(words) : .gone(words))
        case .open: return status.map { .exited($0) } ?? Self.lost
        }
    }

    /// Only the first end counts.
    mutating func end(_ ending: ChannelEnd) {
        guard self.ending == nil else { return }
        self.ending = ending
        closeGiven()
    }

    mutating func closeGiven() {
        for descriptor in given { close(descriptor) }
        given = []
    }
}
