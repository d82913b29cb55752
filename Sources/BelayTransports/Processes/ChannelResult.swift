import BelayRuntime

/// What became of a channel.
struct ChannelResult: Sendable {
    /// `nil` where it was killed and did not end even then.
    var ending: ChannelEnd?
    var stop: StopReason?
    var captured: CapturedOutput?
    /// Standard output goes to a file.
    var writesFile = false
    /// A cue has said that standard output is whole.
    var isOutputOver = false
    var tail: LastLines
    /// Standard error where cues were expected and none came: words of what precedes the command.
    var banner = ""
    var duration: Duration

    /// Success needs all of standard output, not only the end of the command.
    var needsWholeOutput: Bool { captured != nil || writesFile }

    /// It was cancelled while it waited to start.
    static func notBegun(since start: ContinuousClock.Instant, _ collector: OutputCollector) -> ChannelResult {
        ChannelResult(
            stop: .cancelled, captured: collector.captured, tail: collector.tail, duration: start.duration(to: .now))
    }
}

/// How a channel ended.
enum ChannelEnd: Hashable, Sendable {
    case exited(Int)
    /// By a signal's number.
    case signalled(Int)
    /// No session was seen to begin.
    case unsent(UnsentReason)
}

/// Why no session was seen to begin.
enum UnsentReason: Error, Hashable {
    /// There was no connection to hand the command to.
    case gone(String)
    /// It was handed over, and the connection broke before it said what became of it: it may have begun.
    case cutOff(String)
    /// The other side takes no further session now.
    case refused(String)
    /// This machine has no room for it now.
    case busy(String)

    var words: String {
        switch self {
        case .gone(let words), .cutOff(let words), .refused(let words), .busy(let words): words
        }
    }
}

/// Why a command was ended before its time.
enum StopReason: Hashable, Sendable {
    case limit
    case cancelled
    /// What it reads or writes for the command failed: why, in words.
    case file(String)
}

extension CommandOutcome {
    init(_ ending: Ending, _ result: ChannelResult) {
        self.init(
            ending: ending, output: result.captured?.bytes ?? [], isCut: result.captured?.isCut ?? false,
            tail: result.banner.isEmpty ? result.tail.text : String(result.banner.suffix(1000)),
            duration: result.duration)
    }

    init(_ refusal: CommandRefusal) {
        self.init(ending: .notStarted(refusal.words))
        isLate = refusal.isLate
    }

    static func notStarted(_ words: String) -> CommandOutcome { CommandOutcome(ending: .notStarted(words)) }
}

extension CommandOutcome.Ending {
    init(_ stop: StopReason) {
        switch stop {
        case .limit: self = .timedOut
        case .cancelled: self = .cancelled
        case .file(let words): self = .fileFailed(words)
        }
    }

    /// The outcome of a process of this machine that is the command itself.
    init(_ result: ChannelResult) {
        switch (result.stop, result.ending) {
        case (let stop?, _): self.init(stop)
        case (nil, .exited(let status)?): self = .exited(status)
        case (nil, .signalled(let signal)?): self = .signalled(signal)
        case (nil, .unsent(let reason)?): self = .notStarted(reason.words)
        case (nil, nil): self = .unknown("its end was not seen")
        }
    }
}
