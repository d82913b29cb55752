/// The lines of two texts in one row: those that stay, and between them those that go and those that come.
///
/// The standard library finds the fewest changes, in a time that grows with the square of their number. So larger texts are
/// first cut at lines that both have once and in the same order, and what is still too large has changed as a whole.
struct EditScript {
    /// How many lines, of both texts together, are compared at once.
    static let mostLines = 4000

    /// Every line of both texts in order; what stays is there once.
    private(set) var lines: [UnifiedDiff.Line] = []

    init(from old: [ByteString], to new: [ByteString]) { addAll(old[...], new[...]) }

    private mutating func add(_ kind: UnifiedDiff.Line.Kind, _ added: some Collection<ByteString>) {
        for line in added {
            let endsWithNewline = line.text.utf8.last == 0x0A
            let text = endsWithNewline ? String(decoding: line.text.utf8.dropLast(), as: UTF8.self) : line.text
            lines.append(UnifiedDiff.Line(kind: kind, text: text, endsWithNewline: endsWithNewline))
        }
    }

    private mutating func addAll(_ old: ArraySlice<ByteString>, _ new: ArraySlice<ByteString>) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let (oldRest, newRest) = (old.dropFirst(start), new.dropFirst(start))
        let end = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
        add(.kept, old.prefix(start))
        addMiddle(oldRest.dropLast(end), newRest.dropLast(end))
        add(.kept, oldRest.suffix(end))
    }

    private mutating func addMiddle(_ old: ArraySlice<ByteString>, _ new: ArraySlice<ByteString>) {
        // A line that only one text has is never kept, so it need not be compared.
        let common = Set(old).intersection(new)
        let oldPlaces = old.indices.filter { common.contains(old[$0]) }
        let newPlaces = new.indices.filter { common.contains(new[$0]) }
        if oldPlaces.count + newPlaces.count <= Self.mostLines {
            let difference = newPlaces.map { new[$0] }.difference(from: oldPlaces.map { old[$0] })
            let removed = Set(difference.removals.map { oldPlaces[$0.offset] })
            let added = Set(difference.insertions.map { newPlaces[$0.offset] })
            let kept = zip(oldPlaces.filter { !removed.contains($0) }, newPlaces.filter { !added.contains($0) })
            add(old, new, keeping: Array(kept)) { script, old, new in
                script.add(.removed, old)
                script.add(.added, new)
            }
            return
        }
        let anchors = Self.anchors(old, new)
        add(old, new, keeping: anchors) { script, old, new in
            if anchors.isEmpty {
                script.add(.removed, old)
                script.add(.added, new)
            } else {
                script.addAll(old, new)
            }
        }
    }

    /// - Parameters:
    ///   - kept: the places of lines that stay, in order.
    ///   - addBetween: adds what is between two of them.
    private mutating func add(
        _ old: ArraySlice<ByteString>, _ new: ArraySlice<ByteString>, keeping kept: [(old: Int, new: Int)],
        _ addBetween: (inout EditScript, ArraySlice<ByteString>, ArraySlice<ByteString>) -> Void
    ) {
        var (oldStart, newStart) = (old.startIndex, new.startIndex)
        for place in kept {
            addBetween(&self, old[oldStart..<place.old], new[newStart..<place.new])
            add(.kept, CollectionOfOne(old[place.old]))
            (oldStart, newStart) = (place.old + 1, place.new + 1)
        }
        addBetween(&self, old[oldStart...], new[newStart...])
    }

    /// The places of lines that each text has once, as many as are in the same order in both.
    private static func anchors(
        _ old: ArraySlice<ByteString>, _ new: ArraySlice<ByteString>
    ) -> [(old: Int, new: Int)] {
        let newPlaces = places(of: new)
        let oldPlaces = places(of: old)
        let pairs = old.indices.compactMap { place -> (old: Int, new: Int)? in
            guard oldPlaces[old[place]] == .some(place), let other = newPlaces[old[place]] ?? nil else { return nil }
            return (place, other)
        }
        // The longest rising row: of all that are so long the one whose last is the smallest, and what came before it.
        var ends: [Int] = []
        var before: [Int?] = []
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            before.append(low > 0 ? ends[low - 1] : nil)
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        return sequence(first: ends.last) { last in last.flatMap { before[$0] } }
            .prefix { $0 != nil }.compactMap { $0.map { pairs[$0] } }.reversed()
    }

    /// Nil for a line that is there more than once.
    private static func places(of lines: ArraySlice<ByteString>) -> [ByteString: Int?] {
        Dictionary(zip(lines, lines.indices.map(Optional.some)), uniquingKeysWith: { _, _ in nil })
    }
}

extension EditScript {
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

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .remove(let offset, _, _), .insert(let offset, _, _): offset
        }
    }
}
