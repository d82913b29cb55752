/// Knows, for each offset of a text, from which places of a pattern the pattern's end can still be reached.
///
/// With it a match can be followed without ever taking a wrong turn, so that finding all matches takes linear time. The
/// sets are built from the end of the text towards its beginning. Keeping all of them would take the length of the text
/// times the size of the pattern, so one per block is kept, and the others of a block are rebuilt when they are needed.
struct NFASimulation {
    /// The set at the first scalar after a block, from which the block's own sets follow.
    private struct Checkpoint {
        let offset: Int
        let words: [UInt64]
    }

    private let program: PatternProgram
    private let bytes: [UInt8]
    /// For each instruction those that lead to it without taking a scalar.
    private let callers: [[Int]]
    private let blockLength: Int
    private let wordCount: Int
    /// The last block's first.
    private var checkpoints: [Checkpoint] = []
    private var reaching: SparseSet
    private var following: SparseSet
    private var pending: [Int] = []
    private var loadedBlock = -1
    private var loadedWords: [UInt64]

    init(_ program: PatternProgram, in bytes: [UInt8]) {
        let size = program.instructions.count
        self.program = program
        self.bytes = bytes
        callers = program.callers
        blockLength = max(64, Int(Double(bytes.count).squareRoot()))
        wordCount = (size + 63) / 64
        reaching = SparseSet(capacity: size)
        following = reaching
        loadedWords = Array(repeating: 0, count: blockLength * wordCount)
        makeCheckpoints()
    }

    /// The blocks of the offsets must ascend, or the time is no longer linear.
    mutating func contains(_ place: Int, at offset: Int) -> Bool {
        let block = offset / blockLength
        if block != loadedBlock { load(block) }
        let word = loadedWords[(offset - block * blockLength) * wordCount + place / 64]
        return word >> UInt64(place % 64) & 1 == 1
    }

    private mutating func makeCheckpoints() {
        var offset = bytes.count
        startAtEnd()
        checkpoints.append(Checkpoint(offset: offset, words: words))
        while offset > 0 {
            let start = UTF8Text.before(offset, in: bytes)
            if start / blockLength < offset / blockLength {
                checkpoints.append(Checkpoint(offset: offset, words: words))
            }
            stepBack(to: start)
            offset = start
        }
    }

    private mutating func load(_ block: Int) {
        let first = block * blockLength
        let checkpoint = checkpoints[checkpoints.count - 1 - block]
        var offset = checkpoint.offset
        reaching.removeAll()
        for place in 0..<program.instructions.count where checkpoint.words[place / 64] >> UInt64(place % 64) & 1 == 1 {
            _ = reaching.insert(place)
        }
        for index in loadedWords.indices { loadedWords[index] = 0 }
        loadedBlock = block
        if offset < first + blockLength { store(at: offset - first) }
        while offset > first {
            offset = UTF8Text.before(offset, in: bytes)
            guard offset >= first else { return }
            stepBack(to: offset)
            store(at: offset - first)
        }
    }

    private mutating func store(at position: Int) {
        for index in 0..<reaching.count {
            let place = reaching[index]
            loadedWords[position * wordCount + place / 64] |= 1 << UInt64(place % 64)
        }
    }

    private var words: [UInt64] {
        var words = [UInt64](repeating: 0, count: wordCount)
        for index in 0..<reaching.count { words[reaching[index] / 64] |= 1 << UInt64(reaching[index] % 64) }
        return words
    }
}

extension NFASimulation {
    private mutating func startAtEnd() {
        reaching.removeAll()
        add(program.instructions.count - 1, at: bytes.count)
    }

    /// From the set after the scalar at the offset to the set before it.
    private mutating func stepBack(to offset: Int) {
        let (value, _) = UTF8Text.scalar(in: bytes, at: offset)
        swap(&reaching, &following)
        reaching.removeAll()
        add(program.instructions.count - 1, at: offset)
        for index in 0..<following.count where following[index] > 0 {
            let place = following[index] - 1
            guard case .take(let number) = program.instructions[place], program.classes[number].contains(value) else {
                continue
            }
            add(place, at: offset)
        }
    }

    /// Adds a place and those that lead to it.
    private mutating func add(_ start: Int, at offset: Int) {
        pending.append(start)
        while let place = pending.popLast() {
            if case .check(let assertion) = program.instructions[place], !assertion.holds(at: offset, in: bytes) {
                continue
            }
            guard reaching.insert(place) else { continue }
            pending += callers[place]
        }
    }
}

extension PatternProgram {
    fileprivate var callers: [[Int]] {
        var callers = [[Int]](repeating: [], count: instructions.count)
        for (place, instruction) in instructions.enumerated() {
            switch instruction {
            case .take, .accept: break
            case .check, .save: callers[place + 1].append(place)
            case .split(let first, let second):
                callers[first].append(place)
                callers[second].append(place)
            case .jump(let target): callers[target].append(place)
            }
        }
        return callers
    }
}
