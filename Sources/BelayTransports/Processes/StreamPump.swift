import BelayRuntime
import CBelaySystem
import Glibc

/// The talk with one carrier until it has ended: feeds its input, reads what it prints, each only as fast as the other side
/// takes it, so that no more than a piece of it is ever in memory.
struct StreamPump {
    private static let pieceSize = 64 << 10
    /// Others get the thread after this many pieces.
    private static let patientTurns = 16
    /// More pieces are in no pipe.
    private static let mostAtOnce = 17

    private let run: ChannelSupervisor
    private var desk: OutputCollector
    private var marks: MarkerFilter?
    private var preface: BannerText?
    /// The same for standard output: what comes before the command's own is not part of its value.
    private var outputMarks: MarkerFilter?
    private var outputPreface: BannerText?
    private var isOutputOver = false
    private let start: ContinuousClock.Instant

    private var feed: PipeWriter?
    private var output: PipeReader
    private var error: PipeReader
    private var ending: ChannelEnd?
    private var isSessionOver = false
    private var isDrained = false
    private var isAbandoned = false
    /// Something was read since the remote side said that the command has ended.
    private var hasReadSinceLook = false

    init(_ run: ChannelSupervisor, _ order: ProcessRunner.Order, desk: OutputCollector, start: ContinuousClock.Instant)
    {
        self.run = run
        self.desk = desk
        self.start = start
        marks = order.token.map { MarkerFilter(token: $0) }
        preface = order.token.map { _ in BannerText() }
        outputMarks = marks
        outputPreface = preface
        feed = run.carrier.input.map {
            PipeWriter(descriptor: $0, bytes: order.input ?? [], staysOpen: order.keepsInputOpen)
        }
        output = PipeReader(descriptor: run.carrier.output)
        error = PipeReader(descriptor: run.carrier.error)
    }

    /// Runs on no actor: several commands side by side must not wait for each other.
    @concurrent
    consuming func hold() async -> ChannelResult {
        var ready: ReadyEvents = []
        var turns = 0
        while !isOver {
            ready.formUnion(ready.isEmpty ? await run.watch.next() : run.watch.taken())
            take(&ready)
            turns += 1
            if turns % Self.patientTurns == 0 { await Task.yield() }
        }
        closeAll()
        await run.finish()
        return ChannelResult(
            ending: ending, stop: run.stop, marks: run.marks, captured: desk.captured, isOutputOver: isOutputOver,
            tail: desk.tail, preface: preface?.text ?? "", duration: start.duration(to: .now))
    }

    private var isOver: Bool {
        if isAbandoned { return true }
        guard ending != nil else { return false }
        let areDry = output.isDry(afterDrain: isDrained) && error.isDry(afterDrain: isDrained)
        guard areDry else { return false }
        return run.stop == nil || isSessionOver
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
        if ending != nil, run.stop != nil, !ready.isDisjoint(with: [.ended, .changed]) { lookAtSession() }
        ready.formIntersection([.input, .output, .error])
    }

    // MARK: Streams

    /// True while more may be written.
    private mutating func feedInput() -> Bool {
        switch feed?.write() {
        case .more: return true
        case .full:
            if let feed { run.waitAgain(for: feed.descriptor, belay_writable, as: .input) }
            return false
        case .idle, nil: return false
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
        guard let pace else { return run.waitAgain(for: descriptor, belay_readable, as: readiness) }
        let watch = run.watch
        _ = run.reactor.after(pace) { watch.raise(readiness) }
    }

    private mutating func takeOutput(_ bytes: [UInt8]) {
        guard let pieces = outputMarks?.pieces(of: bytes) else { return desk.take(bytes, from: .output) }
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): takeOwnOutput(bytes)
            case .mark(.started): endOutputPreface(as: .error)
            case .mark(.exited): isOutputOver = true
            case .mark: break
            }
        }
    }

    private mutating func takeOwnOutput(_ bytes: [UInt8]) {
        guard outputPreface != nil else { return desk.take(bytes, from: .output) }
        outputPreface?.append(bytes)
        if outputPreface?.isFull == true { endOutputPreface(as: .output) }
    }

    /// Shows what a host's shell prints when it starts, as its errors are shown; if no mark comes it may be the
    /// command's.
    private mutating func endOutputPreface(as stream: OutputPiece.Stream) {
        guard let held = outputPreface?.bytes else { return }
        outputPreface = nil
        desk.take(held, from: stream)
    }

    private mutating func takeError(_ bytes: [UInt8]) {
        guard let (passed, found) = marks?.filter(bytes) else { return desk.take(bytes, from: .error) }
        for mark in found {
            run.add(mark)
            if case .exited = mark { lookWhetherQuiet() }
        }
        handOn(passed, isStarted: !found.isEmpty)
    }

    /// The prefix before the command may print first; that is kept apart until the command reports.
    private mutating func handOn(_ bytes: [UInt8], isStarted: Bool) {
        guard preface != nil else { return desk.take(bytes, from: .error) }
        preface?.append(bytes)
        guard isStarted || preface?.isFull == true else { return }
        let held = preface?.bytes ?? []
        preface = nil
        desk.take(held, from: .error)
    }

    // MARK: The end

    /// Its time is over: reads what had come by now and may say that it has ended, and ends it otherwise.
    private mutating func lookBeforeItIsLate() {
        for _ in 0..<Self.mostAtOnce where readOutput() {}
        for _ in 0..<Self.mostAtOnce where readError() {}
        run.stopUnlessEnded()
    }

    private mutating func noteEnding() {
        guard ending == nil else { return }
        guard let ending = run.carrier.ending() else {
            return run.waitAgain(for: run.carrier.descriptor, run.carrier.awaited, as: .ended)
        }
        self.ending = ending
        closeInput()
        // What it printed by now is its own and is read; what descendants print later is not waited for.
        output.noteOwed()
        error.noteOwed()
        guard output.isOpen || error.isOpen else { return }
        let watch = run.watch
        run.after(run.patience.drain) { watch.raise(.drained) }
    }

    /// While a stopped session still lives, look again later: its members' ends are reported to nobody.
    private mutating func lookAtSession() {
        isSessionOver = !run.carrier.hasLivingSession()
        guard !isSessionOver else { return }
        let watch = run.watch
        run.after(.milliseconds(20)) { watch.raise(.changed) }
    }

    private mutating func lookWhetherQuiet() {
        hasReadSinceLook = false
        let watch = run.watch
        run.after(run.patience.linger) { watch.raise(.quiet) }
    }

    /// The command has ended on the remote host and nothing comes any more, but what carries it waits for a descendant.
    private mutating func endLingering() {
        guard ending == nil else { return }
        if hasReadSinceLook { lookWhetherQuiet() } else { run.kill() }
    }

    private mutating func closeInput() {
        guard let descriptor = feed?.descriptor else { return }
        run.reactor.remove(descriptor)
        Glibc.close(descriptor)
        feed = nil
    }

    private mutating func closeOutput() {
        guard output.isOpen else { return }
        if let rest = outputMarks?.rest() { takeOwnOutput(rest) }
        endOutputPreface(as: .output)
        desk.finish(.output)
        run.reactor.remove(output.descriptor)
        output.close()
    }

    private mutating func closeError() {
        guard error.isOpen else { return }
        if let rest = marks?.rest() { handOn(rest, isStarted: ending == .exited(0)) }
        desk.finish(.error)
        run.reactor.remove(error.descriptor)
        error.close()
    }

    private mutating func closeAll() {
        closeInput()
        closeOutput()
        closeError()
    }
}
