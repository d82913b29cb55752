/// Things to be done later, soonest first.
struct TimerQueue: Sendable {
    struct Entry: Sendable {
        var instant: SuspendingClock.Instant
        var number: UInt64
        var action: @Sendable () -> Void
    }

    private var entries: [Entry] = []
    private var lastNumber: UInt64 = 0

    var soonest: SuspendingClock.Instant? { entries.first?.instant }

    mutating func add(at instant: SuspendingClock.Instant, _ action: @escaping @Sendable () -> Void) -> ReactorTimer {
        lastNumber += 1
        let entry = Entry(instant: instant, number: lastNumber, action: action)
        entries.insert(entry, at: position(instant, lastNumber))
        return ReactorTimer(instant: instant, number: lastNumber)
    }

    mutating func remove(_ timer: ReactorTimer) {
        let place = position(timer.instant, timer.number)
        guard place < entries.count, entries[place].number == timer.number else { return }
        entries.remove(at: place)
    }

    mutating func takeDue(at now: SuspendingClock.Instant) -> [@Sendable () -> Void] {
        let count = entries.firstIndex { $0.instant > now } ?? entries.count
        defer { entries.removeFirst(count) }
        return entries[..<count].map(\.action)
    }

    /// The position of this entry, or where it would be.
    private func position(_ instant: SuspendingClock.Instant, _ number: UInt64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            let entry = entries[middle]
            if entry.instant < instant || (entry.instant == instant && entry.number < number) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// Names something that the reactor will do, so that it can be called off.
struct ReactorTimer: Sendable {
    var instant: SuspendingClock.Instant
    var number: UInt64
}
