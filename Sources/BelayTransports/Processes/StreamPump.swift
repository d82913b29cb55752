import BelayRuntime
import CBelaySystem
import Glibc

/// Moves the bytes of one channel until it has ended: writes its input, reads what it prints, each only as fast as the
/// other side takes it, so that no more than a piece of it is ever in memory.
struct StreamPump {
    private static let pieceSize = 64 << 10
    /// Others get the thread after this many pieces.
    private static let patientTurns = 16
    /// More pieces are in no pipe.
    private static let mostAtOnce = 17

    private let supervisor: ChannelSupervisor
    private var collector: OutputCollector
    private var errorFilter: (any StreamFilter)?
    private var errorBanner: Banner?
    /// The same for standard output: what comes before the command's own is not part of its value.
    private var outputFilter: (any StreamFilter)?
    private var outputBanner: Banner?
    private var isOutputOver = false
    private let start: ContinuousClock.Instant

    private var input: PipeWriter?
    private var output: PipeReader
    private var error: PipeReader
    private var ending: ChannelEnd?
    private var isSessionOver = false
    private var isDrained = false
    private var isAbandoned = false
    /// Something was read since it was said that the command has ended.
    private var hasReadSinceLook = false

    init(
        _ supervisor: ChannelSupervisor, _ request: ProcessRunner.Request, collector: OutputCollector,
        start: ContinuousClock.Instant
    ) {
        self.supervisor = supervisor
        self.collector = collector
        self.start = start
        errorFilter = request.filters?.error
        outputFilter = request.filters?.output
        errorBanner = request.filters.map { _ in Banner() }
        outputBanner = errorBanner
        let channel = supervisor.channel
        input = channel.input.map {
            PipeWriter(descriptor: $0, request.input ?? CommandInput(bytes: []), staysOpen: request.keepsInputOpen)
        }
        output = PipeReader(descriptor: channel.output)
        error = PipeReader(descriptor: channel.error)
    }

    /// Runs on no actor: several commands side by side must not wait for each other.
    @concurrent
    consuming func run() async -> ChannelResult {
        var ready: ReadyEvents = []
        var turns = 0
        while !isOver {
            let readySet = supervisor.readySet
            ready.formUnion(ready.isEmpty ? await readySet.next() : readySet.taken())
            take(&ready)
            turns += 1
            if turns % Self.patientTurns == 0 { await Task.yield() }
        }
        closeAll()
        await supervisor.finish()
        return ChannelResult(
            ending: ending, stop: supervisor.stop, captured: collector.captured,
            writesFile: collector.writesFile, isOutputOver: isOutputOver,
            tail: collector.tail, banner: errorBanner?.text ?? "", duration: start.duration(to: .now))
    }

    private var isOver: Bool {
        if isAbandoned { return true }
        guard ending != nil else { return false }
        let areDry = output.isDry(afterDrain: isDrained) && error.isDry(afterDrain: isDrained)
        guard areDry else { return false }
        return supervisor.stop == nil || isSessionOver
    }

    /// One round: a piece of each stream that is ready. What stays ready is left in the set.
    private mutating func take(_ ready: inout ReadyEvents) {
        if ready.contains(.input), !feedInput() { ready.remove(.input) }
        if ready.contains(.output), !readOutput() { ready.remove(.output) }
        if ready.contains(.error), !readError() { ready.remove(.error) }
        if ready.contains(.ended) { noteEnding() }
        if ready.contains(.drained) { isDrained = true }
        if ready.contains(.abandoned) { isAbandoned = true }
        if ready.contains(.quiet) { endLingering() }
        if ready.contains(.due) { lookBeforeItIsLate() }
        if ending != nil, supervisor.stop != nil, !ready.isDisjoint(with: [.ended, .changed]) { lookAtSession() }
        ready.formIntersection([.input, .output, .error])
    }

    // MARK: Streams

    /// True while more may be written.
    private mutating func feedInput() -> Bool {
        switch input?.write() {
        case .more: return true
        case .full:
            if let input { supervisor.waitAgain(for: input.descriptor, belay_writable, as: .input) }
            return false
        case .idle, nil: return false
        // The command does not see an end of its input before it is ended: it would take a part for the whole.
        case .failed(let words):
            supervisor.stop(because: .file(words))
            return false
        case .done:
            closeInput()
            return false
        }
    }

    private mutating func readOutput() -> Bool {
        switch output.read(upTo: Self.pieceSize) {
        case .bytes(let bytes):
            hasReadSinceLook = true
            takeOutput(bytes)
            return true
        case .empty:
            if output.isOpen { wait(for: output.descriptor, as: .output, pace: output.pace()) }
            return false
        case .ended:
            closeOutput()
            return false
        }
    }

    private mutating func readError() -> Bool {
        switch error.read(upTo: Self.pieceSize) {
        case .bytes(let bytes):
            hasReadSinceLook = true
            takeError(bytes)
            return true
        case .empty:
            if error.isOpen { wait(for: error.descriptor, as: .error, pace: error.pace()) }
            return false
        case .ended:
            closeError()
            return false
        }
    }

    private func wait(for descriptor: Int32, as readiness: ReadyEvents, pace: Duration?) {
        guard let pace else { return supervisor.waitAgain(for: descriptor, belay_readable, as: readiness) }
        let readySet = supervisor.readySet
        _ = supervisor.reactor.after(pace) { readySet.raise(readiness) }
    }

    private mutating func takeOutput(_ bytes: [UInt8]) {
        defer { if let words = collector.fileFailure { supervisor.stop(because: .file(words)) } }
        guard let pieces = outputFilter?.pieces(of: bytes) else { return collector.take(bytes, from: .output) }
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): takeOwnOutput(bytes)
            case .cue(.started): endOutputBanner(as: .error)
            case .cue(.exited): isOutputOver = true
            case .cue(.closed):
                closeOutput()
                return supervisor.noteClosed(.output)
            case .cue(.other): break
            }
        }
    }

    private mutating func takeOwnOutput(_ bytes: [UInt8]) {
        guard outputBanner != nil else { return collector.take(bytes, from: .output) }
        outputBanner?.append(bytes)
        if outputBanner?.isFull == true { endOutputBanner(as: .output) }
    }

    /// What a host's shell prints when it starts is shown, as its errors are; where no cue comes it may be the command's.
    private mutating func endOutputBanner(as stream: OutputPiece.Stream) {
        guard let held = outputBanner?.bytes else { return }
        outputBanner = nil
        collector.take(held, from: stream)
    }

    private mutating func takeError(_ bytes: [UInt8]) {
        guard let pieces = errorFilter?.pieces(of: bytes) else { return collector.take(bytes, from: .error) }
        var own: [UInt8] = []
        var isHeardOf = false
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): own = own.isEmpty ? bytes : own + bytes
            case .cue(.closed):
                handOn(own, isHeardOf: isHeardOf)
                closeError()
                return supervisor.noteClosed(.error)
            case .cue(let cue):
                isHeardOf = true
                supervisor.note(cue)
                if cue == .exited { lookWhetherQuiet() }
            }
        }
        handOn(own, isHeardOf: isHeardOf)
    }

    /// What precedes the command may speak first; that is kept apart until the command is heard of.
    private mutating func handOn(_ bytes: [UInt8], isHeardOf: Bool) {
        guard errorBanner != nil else { return collector.take(bytes, from: .error) }
        errorBanner?.append(bytes)
        guard isHeardOf || errorBanner?.isFull == true else { return }
        let held = errorBanner?.bytes ?? []
        errorBanner = nil
        collector.take(held, from: .error)
    }

    // MARK: The end

    /// Its time is over: reads what had come by now and may say that it has ended, and ends it otherwise.
    private mutating func lookBeforeItIsLate() {
        for _ in 0..<Self.mostAtOnce where readOutput() {}
        for _ in 0..<Self.mostAtOnce where readError() {}
        supervisor.stopUnlessEnded()
    }

    private mutating func noteEnding() {
        guard ending == nil else { return }
        guard let ending = supervisor.channel.ending() else {
            return supervisor.waitAgain(for: supervisor.channel.descriptor, supervisor.channel.awaited, as: .ended)
        }
        self.ending = ending
        closeInput()
        // What it printed by now is its own and is read; what descendants print later is not waited for.
        output.noteOwed()
        error.noteOwed()
        guard output.isOpen || error.isOpen else { return }
        let readySet = supervisor.readySet
        supervisor.after(supervisor.timeouts.drain) { readySet.raise(.drained) }
    }

    /// While a stopped session still lives, look again later: its members' ends are reported to nobody.
    private mutating func lookAtSession() {
        isSessionOver = !supervisor.channel.hasLivingSession()
        guard !isSessionOver else { return }
        let readySet = supervisor.readySet
        supervisor.after(.milliseconds(20)) { readySet.raise(.changed) }
    }

    private mutating func lookWhetherQuiet() {
        hasReadSinceLook = false
        let readySet = supervisor.readySet
        supervisor.after(supervisor.timeouts.linger) { readySet.raise(.quiet) }
    }

    /// The command has ended where it runs and nothing comes any more, but the channel waits for a descendant.
    private mutating func endLingering() {
        guard ending == nil else { return }
        if hasReadSinceLook { lookWhetherQuiet() } else { supervisor.kill() }
    }

    private mutating func closeInput() {
        guard let descriptor = input?.descriptor else { return }
        supervisor.reactor.remove(descriptor)
        if !supervisor.channel.keepsStreams { Glibc.close(descriptor) }
        input = nil
    }

    private mutating func closeOutput() {
        guard output.isOpen else { return }
        if let rest = outputFilter?.rest() { takeOwnOutput(rest) }
        endOutputBanner(as: .output)
        collector.finish(.output)
        supervisor.reactor.remove(output.descriptor)
        output.close(leavingOpen: supervisor.channel.keepsStreams)
    }

    private mutating func closeError() {
        guard error.isOpen else { return }
        if let rest = errorFilter?.rest() { handOn(rest, isHeardOf: ending == .exited(0)) }
        collector.finish(.error)
        supervisor.reactor.remove(error.descriptor)
        error.close(leavingOpen: supervisor.channel.keepsStreams)
    }

    private mutating func closeAll() {
        closeInput()
        closeOutput()
        closeError()
    }
}

/// What comes on a stream before the first cue: words of ssh, of `sudo` or of a host's shell, or none.
private struct Banner {
    private static let limit = 64 << 10

    private(set) var bytes: [UInt8] = []

    mutating func append(_ piece: [UInt8]) { bytes += piece }

    /// More than words: no cue will come, and it is the command that speaks.
    var isFull: Bool { bytes.count > Self.limit }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
