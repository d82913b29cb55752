import BelayData
import BelayRuntime
import Glibc

extension RunSummary {
    /// Reads the first line of the journal and as much of its end as is needed: a list of a thousand long runs is quick.
    /// The chain is not checked.
    init(of folder: RunFolder, now: String) {
        let isRunning = folder.isRunning
        do throws(SystemError) {
            let ends = try JournalEnds(of: OpenFile(folder.journalPath, flags: O_RDONLY))
            self.init(of: folder, ends: ends, isRunning: isRunning, now: now)
        } catch {
            // A run that was killed before it had a journal has left an empty folder.
            let isAbsent = error.number == ENOENT
            self.init(
                id: folder.id, state: isRunning ? .running : isAbsent ? .interrupted : .unreadable(error.words))
        }
    }

    private init(of folder: RunFolder, ends: JournalEnds, isRunning: Bool, now: String) {
        self.init(id: folder.id, state: isRunning ? .running : .interrupted)
        if !isRunning, case .finished(let end)? = ends.last?.record {
            skippedCount = end.report.skipped.count
            leftoverCount = end.pendingUndo.count
            // An earlier version has not written it down, and a journal that could not take the first change neither.
            let isSilent = end.outcome.isResumable && !end.changedNothing
            (state, changedNothing) = (
                .finished(end.outcome), isSilent ? folder.endedBeforeItChanged : end.changedNothing
            )
        }
        if state == .interrupted { changedNothing = folder.endedBeforeItChanged }
        guard let first = ends.first else {
            if ends.hasLines { state = .unreadable("its journal does not begin as Belay writes one") }
            return
        }
        if case .started(let started)? = first.record { beginning = started }
        startedAt = first.timestamp
        step = ends.step
        guard let start = Timestamp(first.timestamp),
            let end = Timestamp(isRunning ? now : ends.last?.timestamp ?? first.timestamp)
        else { return }
        duration = end - start
    }
}

/// The first and the last records of a journal, read without what lies between them.
private struct JournalEnds {
    private(set) var first: JournalEntry?
    private(set) var last: JournalEntry?
    private(set) var step: StepPath?
    private(set) var hasLines = false

    private static let window = 64 << 10
    /// How far back the step is looked for.
    private static let farthest = 4 << 20
    private static let newline = UInt8(ascii: "\n")

    init(of file: OpenFile) throws(SystemError) {
        let length = try file.length()
        try readFirst(file, length: length)
        var size = min(Self.window, length)
        while true {
            let bytes = try file.read(from: length - size, count: size)
            readLast(in: bytes, isWhole: size == length)
            if last != nil && (step != nil || size >= Self.farthest) || size == length { return }
            size = min(size * 4, length)
        }
    }

    private mutating func readFirst(_ file: OpenFile, length: Int) throws(SystemError) {
        var size = min(Self.window, length)
        while true {
            let bytes = try file.read(from: 0, count: size)
            if let end = bytes.firstIndex(of: Self.newline) {
                hasLines = true
                first = JournalLine.readUnchecked(bytes[..<end])
                return
            }
            if size == length { return }
            size = min(size * 4, length)
        }
    }

    /// Goes back line by line to the last record that names a step being worked on.
    private mutating func readLast(in bytes: [UInt8], isWhole: Bool) {
        guard var end = bytes.lastIndex(of: Self.newline) else { return }
        last = nil
        while true {
            let before = bytes[..<end].lastIndex(of: Self.newline)
            guard let start = before.map({ $0 + 1 }) ?? (isWhole ? 0 : nil) else { return }
            let line = bytes[start..<end]
            if last == nil || JournalRecord.namesStep(JournalLine.kind(of: line)) {
                let entry = JournalLine.readUnchecked(line)
                if last == nil { last = entry }
                step = entry?.record?.stepWorkedOn
            }
            guard step == nil, let before else { return }
            end = before
        }
    }
}

extension JournalRecord {
    /// Whether records of a kind have a `stepWorkedOn`. The others may be long, and are not read.
    fileprivate static func namesStep(_ kind: String?) -> Bool { kind == "intent" || kind == "entered" }

    fileprivate var stepWorkedOn: StepPath? {
        switch self {
        case .intent(let intent): intent.step
        case .entered(let step, _, _): step
        case .started, .outcome, .bound, .decided, .answered, .left, .failed, .stepFailed, .recovered, .unwinding,
            .looked,
            .finished, .resumed:
            nil
        }
    }
}
