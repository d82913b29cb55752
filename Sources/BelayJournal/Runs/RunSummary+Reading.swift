import BelayData
import BelayRuntime
import BelaySystem
import Glibc

extension RunSummary {
    /// Reads the first line of the journal and as much of its end as is needed: a list of a thousand long runs is quick.
    /// The chain is not checked.
    init(of folder: RunFolder, now: Timestamp) {
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

    private init(of folder: RunFolder, ends: JournalEnds, isRunning: Bool, now: Timestamp) {
        self.init(id: folder.id, state: isRunning ? .running : .interrupted)
        if !isRunning, case .finished(let end)? = ends.last?.record {
            noteCount = end.report.notes.count
            skippedCount = end.report.skipped.count
            leftoverCount = end.pendingUndo.count
            (state, changedNothing) = (.finished(end.outcome), end.changedNothing)
        }
        if state == .interrupted { changedNothing = folder.endedBeforeItChanged }
        if case .format? = ends.damage, let damage = ends.damage {
            state = .unreadable(damage.sentence(of: "its journal"))
            return
        }
        guard let first = ends.first else {
            if ends.hasLines { state = .unreadable("its journal does not begin as Belay writes one") }
            return
        }
        if case .started(let started) = first.record { beginning = started }
        startedAt = first.timestamp
        step = ends.step
        let end = isRunning ? now : ends.last?.timestamp ?? first.timestamp
        duration = end.sinceEpoch - first.timestamp.sinceEpoch
    }
}

/// The first and the last records of a journal, read without what lies between them.
private struct JournalEnds {
    private(set) var first: JournalEntry?
    private(set) var last: JournalEntry?
    /// There is a last line, whether it is a record or not.
    private var hasLast = false
    private(set) var step: StepPath?
    private(set) var hasLines = false
    /// Why there is no first record.
    private(set) var damage: JournalDamage?

    private static let window = 64 << 10
    /// The number of bytes from the end in which the step is looked for.
    private static let farthest = 4 << 20
    private static let newline = UInt8(ascii: "\n")

    init(of file: OpenFile) throws(SystemError) {
        let length = try file.length()
        try readFirst(file, length: length)
        var size = min(Self.window, length)
        while true {
            let bytes = try file.read(from: length - size, count: size)
            readLast(in: bytes, isWhole: size == length)
            if hasLast && (step != nil || size >= Self.farthest) || size == length { return }
            size = min(size * 4, length)
        }
    }

    private mutating func readFirst(_ file: OpenFile, length: Int) throws(SystemError) {
        var size = min(Self.window, length)
        while true {
            let bytes = try file.read(from: 0, count: size)
            if let end = bytes.firstIndex(of: Self.newline) {
                hasLines = true
                do throws(JournalDamage) {
                    first = try JournalLine.readUnchecked(bytes[..<end], number: 1)
                } catch {
                    damage = error
                }
                return
            }
            if size == length { return }
            size = min(size * 4, length)
        }
    }

    /// Goes back line by line to the last record that names a step being worked on.
    private mutating func readLast(in bytes: [UInt8], isWhole: Bool) {
        guard var end = bytes.lastIndex(of: Self.newline) else { return }
        (last, hasLast) = (nil, false)
        while true {
            let before = bytes[..<end].lastIndex(of: Self.newline)
            guard let start = before.map({ $0 + 1 }) ?? (isWhole ? 0 : nil) else { return }
            let line = bytes[start..<end]
            if !hasLast || JournalRecord.namesStep(JournalLine.kind(of: line)) {
                let entry = try? JournalLine.readUnchecked(line)
                if !hasLast { (last, hasLast) = (entry, true) }
                step = entry?.record.stepWorkedOn
            }
            guard step == nil, let before else { return }
            end = before
        }
    }
}

extension JournalRecord {
    /// True if records of a kind have a `stepWorkedOn`. The others may be long, and are not read.
    fileprivate static func namesStep(_ kind: Kind?) -> Bool { kind == .intent || kind == .entered }

    fileprivate var stepWorkedOn: StepPath? {
        switch self {
        case .intent(let intent): intent.step
        case .entered(let entered): entered.step
        case .started, .ended, .outcome, .bound, .decided, .answered, .failed, .stepFailed, .noted, .recovered,
            .alwaysStarted, .inspected, .finished, .resumed:
            nil
        }
    }
}
