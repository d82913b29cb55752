import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// The fate of a command when the ssh process that keeps a connection does something else than to run it.
@Suite(.serialized)
struct MuxSessionTests {
    private let folder = TemporaryFolder("control")

    /// A session that has only just been begun, and the other side of it.
    private func session(_ text: String = "true", variables: [(String, String)] = []) throws -> (
        session: MuxSession, request: MuxRequest, peer: ControlServer.Peer
    ) {
        let server = ControlServer(path: folder.path + "/socket")
        let request = MuxRequest(
            socket: try MuxSocket(path: folder.path + "/socket"), text: text,
            environment: ProcessEnvironment(variables.map { (name: $0, value: $1) }), hasInput: false)
        return (try MuxSession(request), request, server.accepted())
    }

    /// The status of a command when ssh has sent these messages and gone.
    private func ending(after answers: [[UInt8]]) throws -> ChannelEnd? {
        let (session, _, peer) = try session()
        for answer in answers {
            peer.send(answer)
            #expect(session.ending() == nil || answer == answers.last)
        }
        peer.close()
        let ending = session.ending()
        session.discard()
        return ending
    }

    private let opened: [UInt8] = [0, 0, 0, 12, 0x80, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 2]
    private let ended: [UInt8] = [0, 0, 0, 12, 0x80, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3]

    @Test func `Before a greeting nothing was sent`() throws {
        #expect(try ending(after: []) == .unsent(.gone("ssh has closed the connection")))
    }

    @Test func `Where ssh does not greet nothing was sent, and it is given up`() throws {
        let (session, _, peer) = try session()
        #expect(session.ending() == nil)
        session.giveUpBeginning()
        #expect(session.ending() == .unsent(.gone("ssh does not answer")))
        #expect(peer.receive() == MuxMessage.greeting.count)
        #expect(peer.receive() == 0)
        session.discard()
    }

    @Test func `What has been asked for is not given up`() throws {
        let (session, _, peer) = try session()
        peer.send(MuxMessage.greeting)
        #expect(session.ending() == nil)
        session.giveUpBeginning()
        #expect(session.ending() == nil)
        session.discard()
    }

    @Test func `A version that we do not speak is refused, and nothing was sent`() async throws {
        let hello: [UInt8] = [0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 5]
        #expect(
            try ending(after: [hello]) == .unsent(.gone("ssh speaks version 5 of the mux protocol")))
    }

    @Test func `Between the request and an answer the command may have begun`() throws {
        #expect(
            try ending(after: [MuxMessage.greeting]) == .unsent(.cutOff("ssh has closed the connection")))
    }

    @Test func `A session that is refused can be asked for again`() async throws {
        let words = "Session open refused by peer"
        let refused: [UInt8] = [0, 0, 0, 40, 0x80, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 28] + Array(words.utf8)
        #expect(try ending(after: [MuxMessage.greeting, refused]) == .unsent(.refused(words)))
    }

    @Test func `The status is what ssh has said, and 255 where it has said nothing`() throws {
        #expect(try ending(after: [MuxMessage.greeting, opened, ended]) == .exited(3))
        #expect(try ending(after: [MuxMessage.greeting, opened]) == .exited(255))
    }

    @Test func `A text longer than a socket takes at once is sent in pieces`() throws {
        let long = [("LONG", String(repeating: "y", count: 120_000))]
        let (session, request, peer) = try session(String(repeating: "x", count: 130_000), variables: long)
        peer.send(MuxMessage.greeting)
        _ = session.ending()
        let wanted = MuxMessage.greeting.count + request.message.count + 3
        var received = 0
        while received < wanted {
            received += peer.receive()
            #expect(session.ending() == nil)
        }
        #expect(received == wanted)
        session.discard()
    }

    @Test func `Nobody who listens is a connection that is gone`() {
        #expect(throws: UnsentReason.gone("no such file or directory")) {
            try MuxSocket(path: folder.path + "/none")
        }
    }
}

/// Listens where an ssh process would.
private struct ControlServer {
    private let listener: Int32

    init(path: String) {
        unlink(path)
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(bound == 0 && listen(listener, 1) == 0, "nobody can listen at \(path)")
    }

    func accepted() -> Peer {
        defer { Glibc.close(listener) }
        return Peer(descriptor: accept(listener, nil, nil))
    }

    struct Peer {
        let descriptor: Int32

        func send(_ bytes: [UInt8]) { precondition(write(descriptor, bytes, bytes.count) == bytes.count) }

        /// The number of bytes received. A descriptor that comes with one is closed by the system.
        func receive() -> Int {
            var bytes = [UInt8](repeating: 0, count: 65536)
            return max(0, read(descriptor, &bytes, bytes.count))
        }

        func close() { Glibc.close(descriptor) }
    }
}
