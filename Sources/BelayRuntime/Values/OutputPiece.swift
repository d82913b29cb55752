/// Some output of a running command.
public struct OutputPiece: Hashable, Sendable {
    public enum Stream: String, Hashable, Sendable {
        case output
        case error
    }

    public var stream: Stream
    public var bytes: [UInt8]

    public init(stream: Stream, bytes: [UInt8]) {
        self.stream = stream
        self.bytes = bytes
    }
}
