import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax

/// A sketch as a checked program.
struct SketchProgram {
    private var definitions: [Definition] = []
    private let span = Span(file: FileNumber(0), start: 0, end: 0)

    static func program(_ sketch: [ModelProgram]) -> Program {
        var builder = SketchProgram()
        let body = builder.block(sketch)
        return Program(
            title: "Sketch", documentation: "",
            sources: [SourceText(file: FileNumber(0), name: "sketch.runbook", bytes: [])],
            runbookFile: FileNumber(0), needs: [], lab: nil, parameters: [], lock: builder.text("target"),
            preamble: Block(statements: [], span: builder.span), globalNames: [], definitions: builder.definitions,
            body: body, bodyFrame: FrameLayout(names: ["turn"]))
    }

    /// The world of a sketch: what is to fail fails, and the rounds of a `repeat` are over when it says so.
    static func reply(to effect: CommandEffect) -> CommandOutcome {
        let script = effect.script.shown
        if script.hasPrefix("over "), case .attempt(let round)? = effect.step.components.last {
            return round > Int(script.dropFirst(5)) ?? 0 ? .succeeded() : .failed()
        }
        return script.hasSuffix("fails") ? .failed() : .succeeded()
    }

    private func text(_ words: String) -> ValueExpression {
        ValueExpression(.constant(.text(words)), type: .text, span: span)
    }

    private func number(_ count: Int) -> ValueExpression {
        ValueExpression(.constant(.number(Number(count))), type: .number, span: span)
    }

    private func seconds(_ count: Int) -> ValueExpression {
        ValueExpression(.constant(.duration(.seconds(count))), type: .duration, span: span)
    }

    /// The number of the statement that was made last, in the numbered block around it.
    private var ordinal = 0

    private mutating func block(_ sketch: [ModelProgram], isNumbered: Bool = true) -> Block {
        let outer = ordinal
        if isNumbered { ordinal = 0 }
        defer { if isNumbered { ordinal = outer } }
        var statements: [Statement] = []
        for statement in sketch {
            ordinal += 1
            let number = ordinal
            statements.append(Statement(ordinal: number, kind: kind(statement), span: span))
        }
        return Block(statements: statements, span: span)
    }

    private func head(_ elements: [ValueExpression]) -> LoopHead {
        LoopHead(
            name: "turn", target: .local(0), list: ValueExpression(.list(elements), type: .list(.number), span: span),
            path: [], condition: nil)
    }

    private mutating func kind(_ sketch: ModelProgram) -> Statement.Kind {
        switch sketch {
        case .effect(let number, let fails):
            let script = "effect \(number)" + (fails ? " fails" : "")
            return .command(
                Command(sign: .changes, pieces: [.literal(script)], style: .line, isPipeline: false, span: span))
        case .step(let body): return .step(Outline(title: text("step"), body: block(body)))
        case .onFailure(let body): return .onFailure(block(body))
        case .always(let body): return .always(block(body))
        case .action(let body, let undo): return .call(call(body, undo))
        case .undo: return .unwind
        case .recover: return .recover
        case .loop(let turns, let body):
            let elements = (0..<turns).map { number($0) }
            return .loop(
                Loop(
                    head: head(elements), isTogether: false, limit: nil, tolerance: nil, body: block(body)))
        case .together(let turns, let tolerance, let body):
            let elements = (0..<turns).map { number($0) }
            return .loop(
                Loop(
                    head: head(elements), isTogether: true,
                    limit: tolerance.map { _ in number(1) }, tolerance: tolerance.map { number($0) }, body: block(body))
            )
        case .batches(let turns, let size, let tolerance, let body, let between):
            let elements = (0..<turns).map { number($0) }
            return .loop(
                Loop(
                    head: head(elements), isTogether: true, batches: number(size),
                    limit: tolerance.map { _ in number(1) },
                    tolerance: tolerance.map { number($0) }, body: block(body), between: block(between)))
        case .branches(let branches, let isOrdered):
            return .together(Together(limit: isOrdered ? number(1) : nil, body: block(branches)))
        case .rounds(let rounds, let most, let pause, let body):
            let question = Command(
                sign: .reads, pieces: [.literal("over \(rounds)")], style: .line, isPipeline: false, span: span)
            return .repeat(
                Repeat(
                    count: number(most), every: pause == 0 ? nil : seconds(pause),
                    condition: ValueExpression(.status(question), type: .flag, span: span), body: block(body)))
        case .retry(let attempts, let pause, let body):
            return .retry(
                count: number(attempts), every: pause == 0 ? nil : seconds(pause), body: block(body))
        case .within(let limit, let body): return .within(limit: seconds(limit), body: block(body, isNumbered: false))
        case .pointOfNoReturn: return .pointOfNoReturn(text("no way back"))
        }
    }

    private mutating func call(_ body: [ModelProgram], _ undo: [ModelProgram]?) -> Call {
        let definition = Definition(
            kind: .action,
            signature: Signature(items: [.word("act")], options: [], gives: nil, span: span), documentation: "",
            body: block(body), undo: undo.map { block($0) }, frame: FrameLayout(names: ["turn"]), span: span)
        definitions.append(definition)
        return Call(
            definition: DefinitionNumber(definitions.count - 1), arguments: [], options: [], span: span)
    }
}
