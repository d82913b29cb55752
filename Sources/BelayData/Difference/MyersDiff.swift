/// The shortest way from one list of lines to another, by Myers's greedy algorithm (1986).
///
/// Its time and memory grow with the square of the number of changes. Beyond a thousand changes between their common
/// beginning and end, texts are shown as wholly replaced there.
struct MyersDiff {
    static let mostChanges = 1000

    /// Every line of both texts in order; unchanged lines appear once.
    private(set) var lines: [UnifiedDiff.Line] = []

    init(from old: [ByteString], to new: [ByteString]) {
        let shorter = min(old.count, new.count)
        var prefix = 0
        while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < shorter - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] { suffix += 1 }
        let oldMiddle = Array(old[prefix..<old.count - suffix])
        let newMiddle = Array(new[prefix..<new.count - suffix])
        for line in old[..<prefix] { add(.kept, line) }
        addMiddle(oldMiddle, newMiddle)
        for line in old[(old.count - suffix)...] { add(.kept, line) }
    }

    private mutating func add(_ kind: UnifiedDiff.Line.Kind, _ line: ByteString) {
        let endsWithNewline = line.text.utf8.last == 0x0A
        let text = endsWithNewline ? String(decoding: line.text.utf8.dropLast(), as: UTF8.self) : line.text
        lines.append(UnifiedDiff.Line(kind: kind, text: text, endsWithNewline: endsWithNewline))
    }

    private mutating func addMiddle(_ old: [ByteString], _ new: [ByteString]) {
        guard let matches = Self.matches(old, new) else {
            for line in old { add(.removed, line) }
            for line in new { add(.added, line) }
            return
        }
        var (oldIndex, newIndex) = (0, 0)
        for match in matches + [(old: old.count, new: new.count)] {
            for line in old[oldIndex..<match.old] { add(.removed, line) }
            for line in new[newIndex..<match.new] { add(.added, line) }
            if match.old < old.count { add(.kept, old[match.old]) }
            (oldIndex, newIndex) = (match.old + 1, match.new + 1)
        }
    }

    /// The pairs of lines that stay, in order; nil when there are too many changes.
    private static func matches(_ old: [ByteString], _ new: [ByteString]) -> [(old: Int, new: Int)]? {
        var numbers: [ByteString: Int] = [:]
        func number(_ line: ByteString) -> Int {
            let next = numbers.count
            return numbers[line]
                ?? {
                    numbers[line] = next; return next
                }()
        }
        let (old, new) = (old.map(number), new.map(number))
        // For each number of changes, how far the old lines are used up on each diagonal: index `k + changes`.
        var trace: [[Int]] = []
        for changes in 0...min(mostChanges, old.count + new.count) {
            let last = trace.last ?? []
            var reached = [Int](repeating: 0, count: 2 * changes + 1)
            for diagonal in stride(from: -changes, through: changes, by: 2) {
                var x = start(on: diagonal, after: changes - 1, last)
                while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal] { x += 1 }
                reached[diagonal + changes] = x
                if x >= old.count, x - diagonal >= new.count {
                    return walkBack(from: (old.count, new.count), trace)
                }
            }
            trace.append(reached)
        }
        return nil
    }

    /// The entry point of a diagonal: from above by an added line or from the left by a removed one, whichever is
    /// further.
    private static func start(on diagonal: Int, after changes: Int, _ reached: [Int]) -> Int {
        guard changes >= 0 else { return 0 }
        let goesDown = isEnteredFromAbove(diagonal, changes, reached)
        return goesDown ? reached[diagonal + 1 + changes] : reached[diagonal - 1 + changes] + 1
    }

    private static func isEnteredFromAbove(_ diagonal: Int, _ changes: Int, _ reached: [Int]) -> Bool {
        if diagonal < -changes + 1 { return true }
        if diagonal > changes - 1 { return false }
        return reached[diagonal - 1 + changes] < reached[diagonal + 1 + changes]
    }

    private static func walkBack(from end: (x: Int, y: Int), _ trace: [[Int]]) -> [(old: Int, new: Int)] {
        var matches: [(old: Int, new: Int)] = []
        var (x, y) = end
        for changes in stride(from: trace.count - 1, through: 0, by: -1) {
            let diagonal = x - y
            let entry = start(on: diagonal, after: changes, trace[changes])
            while x > entry {
                x -= 1
                y -= 1
                matches.append((x, y))
            }
            if isEnteredFromAbove(diagonal, changes, trace[changes]) { y -= 1 } else { x -= 1 }
        }
        while x > 0, y > 0 {
            x -= 1
            y -= 1
            matches.append((x, y))
        }
        return matches.reversed()
    }
}

extension MyersDiff {
    /// Cuts the script into stretches around its changes.
    func hunks(context: Int) -> [UnifiedDiff.Hunk] {
        var hunks: [UnifiedDiff.Hunk] = []
        for range in ranges(context: context) {
            let before = lines[..<range.lowerBound]
            let hunk = UnifiedDiff.Hunk(
                oldStart: before.count { $0.kind != .added } + 1, newStart: before.count { $0.kind != .removed } + 1,
                lines: Array(lines[range]))
            hunks.append(
                UnifiedDiff.Hunk(
                    oldStart: hunk.oldStart - (hunk.oldCount == 0 ? 1 : 0),
                    newStart: hunk.newStart - (hunk.newCount == 0 ? 1 : 0), lines: hunk.lines))
        }
        return hunks
    }

    private func ranges(context: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (index, line) in lines.enumerated() where line.kind != .kept {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }
}
