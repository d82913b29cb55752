/// Finds all matches from the left, without overlaps, in time linear in the text.
///
/// At each place it takes the first alternative from which the end can be reached, so the walk never turns back.
struct PatternMatches {
    private enum Visit {
        case place(Int)
        /// The previous content of a slot, for an alternative that led nowhere.
        case restore(slot: Int, Int)
    }

    private let program: PatternProgram
    private let bytes: [UInt8]
    private let slotCount: Int
    private var reach: NFASimulation
    private var offset = 0
    private var lastEnd = -1
    private var visited: SparseSet
    private var pending: [Visit] = []

    init(_ program: PatternProgram, in bytes: [UInt8], slotCount: Int) {
        self.program = program
        self.bytes = bytes
        self.slotCount = slotCount
        reach = NFASimulation(program, in: bytes)
        visited = SparseSet(capacity: program.instructions.count)
    }

    mutating func next() -> PatternMatch? {
        while offset <= bytes.count {
            guard reach.contains(0, at: offset) else {
                advance()
                continue
            }
            let match = follow(from: offset)
            let followsAnother = match.range.isEmpty && match.range.lowerBound == lastEnd
            lastEnd = match.range.upperBound
            if match.range.isEmpty { advance() } else { offset = lastEnd }
            if !followsAnother { return match }
        }
        return nil
    }

    private mutating func advance() {
        offset += offset < bytes.count ? UTF8Text.scalar(in: bytes, at: offset).length : 1
    }

    private mutating func follow(from start: Int) -> PatternMatch {
        var slots = [Int](repeating: -1, count: slotCount)
        var offset = start
        var place = 0
        while true {
            place = nextTaking(from: place, at: offset, slots: &slots)
            if case .accept = program.instructions[place] { return PatternMatch(slots: slots) }
            offset += UTF8Text.scalar(in: bytes, at: offset).length
            place += 1
        }
    }

    /// The first instruction in order of preference that takes the scalar at the offset, or ends the pattern, and from
    /// which the end can be reached. The place it starts from reaches the end, so there is one.
    private mutating func nextTaking(from start: Int, at offset: Int, slots: inout [Int]) -> Int {
        visited.removeAll()
        pending.append(.place(start))
        while let visit = pending.popLast() {
            switch visit {
            case .restore(let slot, let value): slots[slot] = value
            case .place(let place):
                guard visited.insert(place), reach.contains(place, at: offset) else { continue }
                switch program.instructions[place] {
                case .take, .accept:
                    pending.removeAll(keepingCapacity: true)
                    return place
                case .check: pending.append(.place(place + 1))
                case .save(let slot):
                    pending.append(.restore(slot: slot, slots[slot]))
                    slots[slot] = offset
                    pending.append(.place(place + 1))
                case .split(let first, let second): pending += [.place(second), .place(first)]
                case .jump(let target): pending.append(.place(target))
                }
            }
        }
        preconditionFailure("a place that reaches the end leads nowhere")
    }
}
