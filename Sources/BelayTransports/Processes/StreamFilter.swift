/// Takes out of a stream what is not the command's own: what the script around a command says between its lines.
protocol StreamFilter: Sendable {
    /// The command's own bytes and the cues, in their order.
    mutating func pieces(of bytes: [UInt8]) -> [StreamPiece]
    /// The bytes held back when the stream ended.
    mutating func rest() -> [UInt8]
}

enum StreamPiece: Hashable, Sendable {
    case bytes([UInt8])
    case cue(StreamCue)
}

/// As much of what is said about a command as whoever runs it goes by.
enum StreamCue: Hashable, Sendable {
    /// The command is about to start.
    case started
    case exited
    /// The stream carries nothing of the command any more, and is to be left alone.
    case closed
    case other
}

/// One filter for each of a command's streams.
struct StreamFilters: Sendable {
    var output: any StreamFilter
    var error: any StreamFilter
}
