/// A pattern as instructions, in the manner of Thompson: each state of a match is a number.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Takes one scalar of the class with this number and continues with the next instruction.
        case take(Int)
        /// Continues with the next instruction if the condition holds.
        case check(PatternAssertion)
        /// Notes the offset in a slot.
        case save(Int)
        /// Continues at both; the first is preferred.
        case split(Int, Int)
        case jump(Int)
        case accept
    }

    private(set) var instructions: [Instruction] = []
    /// Kept apart from the instructions, which are copied all the time and contain only numbers.
    private(set) var classes: [ScalarClass] = []
    private(set) var beginning = LiteralPrefix()

    init(_ tree: PatternTree) {
        instructions.append(.save(0))
        compile(tree)
        instructions.append(.save(1))
        instructions.append(.accept)
        beginning = LiteralPrefix(self)
    }

    private mutating func compile(_ tree: PatternTree) {
        switch tree {
        case .empty: break
        case .scalar(let scalarClass):
            instructions.append(.take(classes.count))
            classes.append(scalarClass)
        case .assertion(let assertion): instructions.append(.check(assertion))
        case .group(let number, let inner):
            instructions.append(.save(2 * number))
            compile(inner)
            instructions.append(.save(2 * number + 1))
        case .sequence(let parts): for part in parts { compile(part) }
        case .choice(let parts): compile(choice: parts)
        case .repetition(let repetition, let inner): compile(repetition, of: inner)
        }
    }

    private mutating func compile(choice parts: [PatternTree]) {
        var ends: [Int] = []
        for part in parts.dropLast() {
            let split = reserve()
            compile(part)
            ends.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = parts.last { compile(last) }
        for end in ends { instructions[end] = .jump(instructions.count) }
    }

    private mutating func compile(_ repetition: PatternRepetition, of inner: PatternTree) {
        guard let upper = repetition.upper else {
            compile(endless: repetition, of: inner)
            return
        }
        for _ in 0..<repetition.lower { compile(inner) }
        var splits: [Int] = []
        for _ in repetition.lower..<upper {
            splits.append(reserve())
            compile(inner)
        }
        for split in splits { setSplit(split, into: split + 1, past: instructions.count, repetition) }
    }

    /// A part that can match the empty string is entered through an option and repeated at its end: a loop that is
    /// tried first would loop where an empty match had a say before.
    private mutating func compile(endless repetition: PatternRepetition, of inner: PatternTree) {
        for _ in 0..<max(0, repetition.lower - 1) { compile(inner) }
        if repetition.lower == 0, !inner.matchesEmpty {
            let split = reserve()
            compile(inner)
            instructions.append(.jump(split))
            setSplit(split, into: split + 1, past: instructions.count, repetition)
            return
        }
        let option = repetition.lower == 0 ? reserve() : nil
        let start = instructions.count
        compile(inner)
        let split = reserve()
        setSplit(split, into: start, past: instructions.count, repetition)
        if let option { setSplit(option, into: start, past: instructions.count, repetition) }
    }

    private mutating func reserve() -> Int {
        instructions.append(.accept)
        return instructions.count - 1
    }

    private mutating func setSplit(_ split: Int, into inside: Int, past outside: Int, _ repetition: PatternRepetition) {
        instructions[split] = repetition.isLazy ? .split(outside, inside) : .split(inside, outside)
    }
}
