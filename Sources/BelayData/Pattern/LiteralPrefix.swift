/// The places in a text where a pattern can begin to match at all, so that a search does not try everywhere.
struct LiteralPrefix: Sendable {
    /// Only at the beginning of the text.
    private(set) var isAnchored = false
    /// By the byte that follows; nil if it may match the empty string, which it does before any byte.
    private(set) var bytes: [Bool]?

    init() {}

    init(_ program: PatternProgram) {
        let free = Self.classes(of: program, passingTextStart: false)
        isAnchored = free.map(\.isEmpty) ?? false
        guard let classes = Self.classes(of: program, passingTextStart: true) else { return }
        bytes = (UInt8.min...UInt8.max).map { byte in classes.contains { $0.mayBegin(with: byte) } }
    }

    /// The possible first scalars; nil if there need not be one. Other conditions are assumed to hold.
    private static func classes(of program: PatternProgram, passingTextStart: Bool) -> [ScalarClass]? {
        var classes: [ScalarClass] = []
        var visited = SparseSet(capacity: program.instructions.count)
        var pending = [0]
        while let place = pending.popLast() {
            guard visited.insert(place) else { continue }
            switch program.instructions[place] {
            case .take(let number): classes.append(program.classes[number])
            case .check(.textStart): if passingTextStart { pending.append(place + 1) }
            case .check, .save: pending.append(place + 1)
            case .split(let first, let second): pending += [second, first]
            case .jump(let target): pending.append(target)
            case .accept: return nil
            }
        }
        return classes
    }
}
