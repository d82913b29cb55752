import BelayData
import BelayRPC
import BelaySystem
import Glibc

/// The server on two open files: one message per line, in and out.
public struct AgentLoop {
    private let input: Int32
    private let output: Int32
    private let content: any AgentContent
    private let version: String

    /// Between two looks at what is waited for, in milliseconds.
    private static let pause: Int32 = 50

    /// - Parameter version: of Belay, as a client may show it.
    public init(input: Int32, output: Int32, _ content: any AgentContent, version: String) {
        self.input = input
        self.output = output
        self.content = content
        self.version = version
    }

    /// Serves until the input ends or nobody reads the output any longer.
    public func run() async {
        var isGone = false
        let output = self.output
        let server = AgentServer(content, version: version) { message in
            do throws(SystemError) {
                try File.write((message.data.bytes + [UInt8(ascii: "\n")])[...], to: output)
            } catch {
                isGone = true
            }
        }
        var reader = LineReader()
        while !isGone {
            var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, server.isWaiting ? Self.pause : -1)
            if ready < 0, errno != EINTR { break }
            if ready > 0 {
                let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = max(0, read(input, buffer.baseAddress, buffer.count))
                }
                if piece.isEmpty { break }
                reader.add(piece)
                while let frame = reader.next() { server.receive(ClientMessage(frame)) }
            }
            server.look()
            // What a call waits for may need this thread.
            await Task.yield()
        }
        server.end()
    }
}

extension ClientMessage {
    init(_ frame: LineReader.Frame) {
        switch frame {
        case .line(let bytes): self.init(bytes)
        case .broken(let words): self = .invalid(id: .null, ResponseError(.invalidRequest, words))
        }
    }
}
