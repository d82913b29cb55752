/// Finds out whether a pattern matches anywhere, by walking all its states at once along the text (Thompson's
/// simulation).
struct PatternSearch {
    private let program: PatternProgram
    /// The instructions that wait for the scalar at the offset.
    private var waiting: SparseSet
    private var following: SparseSet
    private var pending: [Int] = []

    init(_ program: PatternProgram) {
        self.program = program
        waiting = SparseSet(capacity: program.instructions.count)
        following = waiting
    }

    mutating func finds(in bytes: [UInt8]) -> Bool {
        let beginning = program.beginning
        waiting.removeAll()
        var offset = 0
        while true {
            if waiting.count == 0 {
                if beginning.isAnchored, offset > 0 { return false }
                if let starts = beginning.bytes {
                    while offset < bytes.count, !starts[Int(bytes[offset])] { offset += 1 }
                    if offset == bytes.count { return false }
                }
            }
            if mayBegin(at: offset, in: bytes), add(0, at: offset, in: bytes) { return true }
            guard offset < bytes.count else { return false }
            let (value, length) = UTF8Text.scalar(in: bytes, at: offset)
            offset += length
            following.removeAll()
            swap(&waiting, &following)
            for index in 0..<following.count {
                let place = following[index]
                guard case .take(let number) = program.instructions[place], program.classes[number].contains(value)
                else {
                    continue
                }
                if add(place + 1, at: offset, in: bytes) { return true }
            }
        }
    }

    private func mayBegin(at offset: Int, in bytes: [UInt8]) -> Bool {
        if program.beginning.isAnchored, offset > 0 { return false }
        guard let starts = program.beginning.bytes else { return true }
        return offset < bytes.count && starts[Int(bytes[offset])]
    }

    /// Adds what can be reached without taking a scalar; true when that is the end of the pattern.
    private mutating func add(_ start: Int, at offset: Int, in bytes: [UInt8]) -> Bool {
        pending.append(start)
        while let place = pending.popLast() {
            guard waiting.insert(place) else { continue }
            switch program.instructions[place] {
            case .take: break
            case .check(let assertion): if assertion.holds(at: offset, in: bytes) { pending.append(place + 1) }
            case .save: pending.append(place + 1)
            case .split(let first, let second): pending += [second, first]
            case .jump(let target): pending.append(target)
            case .accept:
                pending.removeAll()
                return true
            }
        }
        return false
    }
}
