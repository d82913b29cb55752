/// A message of the protocol that ssh speaks on its control socket, as OpenSSH's PROTOCOL.mux has it: four bytes of
/// length, four of kind, and fields of four bytes or of a length and as many bytes, all in network order.
enum MuxMessage: Hashable, Sendable {
    case hello(version: UInt32)
    case opened
    case refused(String)
    case exited(Int)
    /// One that says nothing about a command.
    case other

    static let version: UInt32 = 4
    /// ssh takes no longer one.
    static let longest = 256 << 10

    private enum Kind {
        static let hello: UInt32 = 0x1
        static let newSession: UInt32 = 0x1000_0002
        static let permissionDenied: UInt32 = 0x8000_0002
        static let failure: UInt32 = 0x8000_0003
        static let exit: UInt32 = 0x8000_0004
        static let opened: UInt32 = 0x8000_0006
    }

    // MARK: What is sent

    static var greeting: [UInt8] {
        var writer = Writer()
        writer.append(Kind.hello)
        writer.append(version)
        return writer.message
    }

    /// Asks for a session without a terminal that runs `text`; three descriptors follow. Of the variables ssh passes on
    /// those that its configuration says, and the agent where it says so; if not all variables have room the
    /// shortest are sent.
    static func session(running text: String, variables: [[UInt8]]) -> [UInt8] {
        let noEscapeCharacter = UInt32.max
        var writer = Writer()
        writer.append(Kind.newSession)
        writer.append(0)
        writer.append([])
        // No terminal, no X11, an agent, no subsystem.
        for wish in [0, 0, 1, 0] as [UInt32] { writer.append(wish) }
        writer.append(noEscapeCharacter)
        writer.append([])
        writer.append(Array(text.utf8))
        for variable in variables.sorted(by: { $0.count < $1.count }) where writer.count + variable.count + 8 < longest
        { writer.append(variable) }
        return writer.message
    }

    private struct Writer {
        private var bytes: [UInt8] = []

        var count: Int { bytes.count }

        mutating func append(_ number: UInt32) { bytes += Self.fourBytes(number) }

        mutating func append(_ text: [UInt8]) { bytes += Self.fourBytes(UInt32(text.count)) + text }

        var message: [UInt8] { Self.fourBytes(UInt32(bytes.count)) + bytes }

        private static func fourBytes(_ number: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
    }

    // MARK: What is received

    /// Takes the first message out of what has come; `nil` where it is not whole yet.
    static func take(from bytes: inout [UInt8]) -> MuxMessage? {
        var reader = Reader(bytes: bytes[...])
        guard let length = reader.number(), let body = reader.bytes(Int(length)) else { return nil }
        bytes.removeFirst(4 + body.count)
        return MuxMessage(body)
    }

    private init(_ body: ArraySlice<UInt8>) {
        var reader = Reader(bytes: body)
        let kind = reader.number()
        // Which request or session it is about; there is but one.
        let first = reader.number()
        switch kind {
        case Kind.hello?: self = .hello(version: first ?? 0)
        case Kind.opened?: self = .opened
        case Kind.failure?, Kind.permissionDenied?: self = .refused(reader.text() ?? "")
        // A server may say more than a process can; ssh itself exits with the last byte of it.
        case Kind.exit?: self = reader.number().map { .exited(Int($0 & 0xFF)) } ?? .other
        default: self = .other
        }
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func number() -> UInt32? {
            self.bytes(4)?.reduce(0) { $0 << 8 | UInt32($1) }
        }

        mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
            guard bytes.count >= count else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }

        mutating func text() -> String? {
            number().flatMap { self.bytes(Int($0)) }.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
