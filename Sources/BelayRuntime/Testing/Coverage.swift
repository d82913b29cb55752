public import BelayLanguage
public import BelaySource
import Synchronization

/// Remembers which statements of a program have run, and which branches were taken, in any number of tests.
public final class CoverageRecorder: StatementWatch {
    private struct State {
        var statements: Set<Span> = []
        var branches: [FileNumber: Set<BranchPlace>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func begin(_ statement: Statement) { state.withLock { _ = $0.statements.insert(statement.span) } }

    public func take(_ branch: Int?, of choice: Choice) {
        let place = BranchPlace(choice, branch)
        let file = choice.branches[0].condition.span.file
        state.withLock { _ = $0.branches[file, default: []].insert(place) }
    }

    /// What a program has, and what of that has run.
    public func coverage(of program: Program) -> [FileNumber: Coverage] {
        let state = state.withLock { $0 }
        var survey = CoverageSurvey(statements: state.statements, branches: state.branches)
        survey.add(program)
        return survey.files
    }
}

/// Of one file: what could run, and what has.
public struct Coverage: Hashable, Sendable {
    /// Each by the byte at which it begins, and whether it has run.
    public var statements: [Int: Bool] = [:]
    /// The ways out of each `if`, by its condition and the number of the way.
    public var branches: [BranchPlace: Bool] = [:]
    public var handlers: [Int: Bool] = [:]
    public var undos: [Int: Bool] = [:]

    public init() {}

    public mutating func merge(_ other: Coverage) {
        statements.merge(other.statements) { $0 || $1 }
        branches.merge(other.branches) { $0 || $1 }
        handlers.merge(other.handlers) { $0 || $1 }
        undos.merge(other.undos) { $0 || $1 }
    }
}

/// A way out of an `if`.
public struct BranchPlace: Hashable, Sendable {
    public var start: Int
    /// Counted from zero; the last is its `else`, written or not.
    public var way: Int

    init(_ choice: Choice, _ branch: Int?) {
        start = choice.branches[0].condition.span.start
        way = branch ?? choice.branches.count
    }
}

private struct CoverageSurvey {
    let statements: Set<Span>
    let branches: [FileNumber: Set<BranchPlace>]
    var files: [FileNumber: Coverage] = [:]

    mutating func add(_ program: Program) {
        add(program.preamble)
        add(program.body)
        for definition in program.definitions {
            add(definition.body)
            guard let undo = definition.undo else { continue }
            files[undo.span.file, default: Coverage()].undos[undo.span.start] = hasRun(undo)
            add(undo)
        }
    }

    /// Its first statement has run. One without any is nothing to run.
    private func hasRun(_ block: Block) -> Bool {
        guard let first = block.statements.first(where: { !$0.traits.isHandler }) else { return true }
        return statements.contains(first.span)
    }

    private mutating func add(_ block: Block) {
        for statement in block.statements {
            let file = statement.span.file
            switch statement.kind {
            case .onFailure(let body), .always(let body):
                files[file, default: Coverage()].handlers[statement.span.start] = hasRun(body)
            case .choice(let choice):
                for way in 0...choice.branches.count {
                    let place = BranchPlace(choice, way)
                    files[file, default: Coverage()].branches[place] =
                        branches[file]?.contains(place) ?? false
                }
                fallthrough
            default:
                files[file, default: Coverage()].statements[statement.span.start] = statements.contains(statement.span)
            }
            for inner in statement.traits.blocks { add(inner) }
        }
    }
}
