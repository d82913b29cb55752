import BelayRuntime

/// Everything that a command prints passes here: to who listens, to the value that is kept, and to the tail.
struct OutputCollector {
    let sink: @Sendable (OutputPiece) -> Void
    private var lines: [OutputPiece.Stream: LineBuffer] = [:]
    private(set) var captured: CapturedOutput?
    private(set) var tail = LastLines()
    /// Standard output is a secret, and goes nowhere but to the value.
    private let givesSecret: Bool
    /// Gets standard output, which goes nowhere else then.
    private let file: OutputFile?

    init(
        isCaptured: Bool, givesSecret: Bool = false, to file: OutputFile? = nil,
        sink: @escaping @Sendable (OutputPiece) -> Void
    ) {
        captured = isCaptured ? CapturedOutput() : nil
        self.givesSecret = givesSecret
        self.file = file
        self.sink = sink
    }

    var writesFile: Bool { file != nil }

    /// Why the file cannot be written any more.
    var fileFailure: String? { file?.failure }

    mutating func take(_ bytes: [UInt8], from stream: OutputPiece.Stream) {
        if stream == .output, let file { return file.write(bytes) }
        if let piece = lines[stream, default: LineBuffer()].gather(bytes) { handOn(piece, stream) }
    }

    /// The stream has ended.
    mutating func finish(_ stream: OutputPiece.Stream) {
        if let piece = lines[stream, default: LineBuffer()].rest() { handOn(piece, stream) }
    }

    private mutating func handOn(_ piece: [UInt8], _ stream: OutputPiece.Stream) {
        if stream == .output {
            captured?.append(piece)
            if givesSecret { return }
        }
        tail.append(piece)
        sink(OutputPiece(stream: stream, bytes: piece))
    }
}
