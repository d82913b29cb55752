import BelayData
import BelayRPC
import Glibc

/// The messages that have come and wait for their turn.
struct Inbox {
    private let file: Int32
    private var reader = MessageReader()
    private var waiting: [ClientMessage] = []
    private var isAtEnd = false

    init(_ file: Int32) { self.file = file }

    var isEmpty: Bool { waiting.isEmpty }

    /// Reads what is there.
    /// - Parameter waits: for the first of it.
    /// - Returns: false at the end of the input.
    mutating func take(waits: Bool) -> Bool {
        var waits = waits
        while !isAtEnd {
            var entry = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, waits ? -1 : 0)
            if ready < 0, errno == EINTR { continue }
            if ready == 0 { return true }
            let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { isAtEnd = true }
            reader.add(piece)
            while let frame = reader.next() { waiting.append(ClientMessage(frame)) }
            // Half a message is waited for.
            waits = waits && waiting.isEmpty
        }
        return false
    }

    /// The next message; a cancellation that has come after its request counts before it.
    mutating func next(cancelling cancelled: inout Set<DataValue>) -> ClientMessage? {
        guard !waiting.isEmpty else { return nil }
        for message in waiting {
            if case .notification("$/cancelRequest", let params) = message, let id = params["id"] {
                let isWaiting = waiting.contains { if case .request(id, _, _) = $0 { true } else { false } }
                if isWaiting { cancelled.insert(id) }
            }
        }
        return waiting.removeFirst()
    }
}

extension ClientMessage {
    init(_ frame: MessageReader.Frame) {
        switch frame {
        case .message(let bytes): self.init(bytes)
        case .broken(let words): self = .invalid(id: .null, ResponseError(.parseError, words))
        }
    }
}
