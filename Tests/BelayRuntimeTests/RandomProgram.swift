import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport

/// A small language of blocks, handlers, actions and failures: what the order of effects depends on.
indirect enum ModelProgram {
    /// A command with a name of its own; it may fail.
    case effect(Int, fails: Bool)
    case step([ModelProgram])
    case onFailure([ModelProgram])
    case always([ModelProgram])
    /// With the effects of its undo, if it has one.
    case action([ModelProgram], undo: [ModelProgram]?)
    case undo
    case recover
    case loop(turns: Int, [ModelProgram])
    /// Side by side, or one at a time where it stops after some failures: otherwise nobody knows which of them begin.
    case together(turns: Int, stoppingAfter: Int? = nil, [ModelProgram])
    /// The same batch by batch, with what comes between two batches.
    case batches(
        turns: Int, size: Int, stoppingAfter: Int?, [ModelProgram], between: [ModelProgram])
    /// Branches side by side, or one at a time.
    case branches([ModelProgram], isOrdered: Bool)
    /// Over after so many rounds, with a pause of this many seconds after each.
    case rounds(Int, most: Int, every: Int, [ModelProgram])
    /// With a pause of this many seconds between two attempts.
    case retry(attempts: Int, every: Int, [ModelProgram])
    /// A time limit of this many seconds.
    case within(Int, [ModelProgram])
    case pointOfNoReturn
}

struct SketchMaker {
    var generator: SeededRandom
    private var nextEffect = 0

    /// True if loops may run side by side: then what runs is certain, and the order across elements is not.
    private let isConcurrent: Bool

    /// True if attempts take time, and there are limits on it.
    private let isTimed: Bool

    init(seed: UInt64, isConcurrent: Bool = false, isTimed: Bool = false) {
        generator = SeededRandom(seed: seed)
        self.isConcurrent = isConcurrent
        self.isTimed = isTimed
    }

    mutating func block(depth: Int, inHandler: Bool = false, inUndo: Bool = false) -> [ModelProgram] {
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            statement(depth: depth, inHandler: inHandler, inUndo: inUndo)
        }
    }

    /// In a loop of a handler whose iterations run side by side: `recover` is refused there.
    private var isSideBySide = false

    private mutating func side(_ isSideBySide: Bool, _ body: (inout SketchMaker) -> [ModelProgram]) -> [ModelProgram] {
        let outer = self.isSideBySide
        self.isSideBySide = isSideBySide
        defer { self.isSideBySide = outer }
        return body(&self)
    }

    /// A handler is no branch: it stands in a step of its own, with what it is for.
    private mutating func branch(depth: Int, inHandler: Bool, inUndo: Bool) -> ModelProgram {
        let isAlone = inHandler && isConcurrent
        let made = statement(depth: depth, inHandler: inHandler && !isAlone, inUndo: inUndo || isAlone)
        switch made {
        case .onFailure, .always: return .step([made, effect()])
        default: return made
        }
    }

    private mutating func effect() -> ModelProgram {
        nextEffect += 1
        return .effect(nextEffect, fails: Int.random(in: 0..<6, using: &generator) == 0)
    }

    private mutating func statement(depth: Int, inHandler: Bool, inUndo: Bool) -> ModelProgram {
        if depth == 0 { return effect() }
        let inner = depth - 1
        switch Int.random(in: 0..<17, using: &generator) {
        case 0, 1: return .step(block(depth: inner, inHandler: inHandler, inUndo: inUndo))
        case 2, 3: return .onFailure(side(false) { $0.block(depth: inner, inHandler: true, inUndo: inUndo) })
        case 4: return .always(side(false) { $0.block(depth: inner, inHandler: true, inUndo: inUndo) })
        case 5, 6, 7:
            let hasUndo = Int.random(in: 0..<3, using: &generator) > 0
            return .action(block(depth: inner), undo: hasUndo ? block(depth: 0, inUndo: true) : nil)
        case 8: return inHandler ? .undo : effect()
        case 9: return inHandler && !isSideBySide ? .recover : effect()
        case 10 where isConcurrent, 13 where isConcurrent:
            return .together(
                turns: Int.random(in: 2...3, using: &generator), block(depth: inner, inUndo: inUndo || inHandler))
        case 10 where isTimed, 13 where isTimed:
            return .within(
                Int.random(in: 1...6, using: &generator),
                block(depth: inner, inHandler: inHandler, inUndo: inUndo))
        case 10:
            let turns = Int.random(in: 1...3, using: &generator)
            if Bool.random(using: &generator) {
                return .loop(turns: turns, block(depth: inner, inHandler: inHandler, inUndo: inUndo))
            }
            return .together(
                turns: turns, stoppingAfter: Int.random(in: 1...2, using: &generator),
                side(true) { $0.block(depth: inner, inHandler: inHandler, inUndo: inUndo) })
        case 11:
            return .retry(
                attempts: Int.random(in: 1...(isTimed ? 5 : 2), using: &generator),
                every: isTimed ? Int.random(in: 0...2, using: &generator) : 0,
                block(depth: inner, inHandler: inHandler, inUndo: inUndo))
        case 12: return inUndo || inHandler ? effect() : .pointOfNoReturn
        case 14:
            return .rounds(
                Int.random(in: 0...2, using: &generator), most: Int.random(in: 1...2, using: &generator),
                every: isTimed ? Int.random(in: 0...2, using: &generator) : 0,
                block(depth: inner, inHandler: inHandler, inUndo: inUndo))
        case 15:
            let branches = side(true) { maker in
                (0..<Int.random(in: 1...3, using: &maker.generator)).map { _ in
                    maker.branch(depth: inner, inHandler: inHandler, inUndo: inUndo)
                }
            }
            return .branches(branches, isOrdered: !isConcurrent)
        case 16:
            let inHandlerBeside = inHandler && !isConcurrent
            return .batches(
                turns: Int.random(in: 1...4, using: &generator), size: Int.random(in: 1...2, using: &generator),
                stoppingAfter: isConcurrent ? nil : Int.random(in: 1...2, using: &generator),
                side(true) { $0.block(depth: inner, inHandler: inHandlerBeside, inUndo: inUndo || inHandler) },
                between: block(depth: 0, inHandler: inHandler, inUndo: inUndo))
        default: return effect()
        }
    }
}
