import BelayLanguage
import BelaySource
import BelaySyntax

/// Reads a program for its manual: the blocks become rows, with the numbers of the plan and the text of the file.
struct ManualReader {
    typealias Row = RunbookManual.Row

    /// What surrounds a statement.
    struct Surroundings {
        /// Of the step around it, with a dot behind.
        var prefix = ""
        var depth = 0
        var place = ""
        /// The phrase that it is in; nil in a part of the runbook.
        var phrase: String?
    }

    let program: Program
    private(set) var questions: [RunbookManual.Question] = []
    /// In the order in which they are called.
    private var called: [DefinitionNumber] = []

    init(_ program: Program) { self.program = program }

    // MARK: - Parts

    mutating func parts() -> [RunbookManual.Part] {
        var parts: [RunbookManual.Part] = []
        let first = rows(of: ownPreamble, Surroundings(prefix: "0.", place: "this machine"))
        if !first.isEmpty {
            parts.append(
                RunbookManual.Part(kind: .statements, number: "0", title: "Before the first step", rows: first))
        }
        for statement in program.body.statements {
            switch statement.kind {
            case .phase(let outline):
                let number = statement.ordinal.map(String.init) ?? ""
                let inner = Surroundings(prefix: number + ".", place: "this machine")
                parts.append(
                    RunbookManual.Part(
                        kind: .phase, number: number, title: title(of: outline.title),
                        rows: (comment(above: statement).map { [Row(comment: $0)] } ?? [])
                            + rows(of: outline.body, inner)
                    ))
            case .onFailure(let body), .always(let body):
                let number = statement.ordinal.map(String.init) ?? ""
                let inner = Surroundings(prefix: number + ".", place: "this machine")
                parts.append(
                    RunbookManual.Part(
                        kind: .handler, number: number, title: head(of: statement, before: body),
                        rows: rows(of: body, inner)))
            default:
                let own = rows(of: statement, Surroundings(place: "this machine"))
                if parts.last?.kind == .statements, parts.last?.number == "" {
                    parts[parts.count - 1].rows += own
                } else {
                    parts.append(RunbookManual.Part(kind: .statements, number: "", title: "", rows: own))
                }
            }
        }
        return parts
    }

    /// Step 0 without what libraries have in it.
    private var ownPreamble: Block {
        Block(
            statements: program.preamble.statements.filter { $0.span.file == program.runbookFile },
            span: program.preamble.span)
    }

    // MARK: - Phrases

    /// Those that are called, at any depth, in the order in which they are read.
    mutating func phrases(all: Bool) -> [RunbookManual.Phrase] {
        if all {
            for (index, definition) in program.definitions.enumerated()
            where definition.span.file == program.runbookFile {
                note(DefinitionNumber(index))
            }
        }
        var phrases: [RunbookManual.Phrase] = []
        // Reading one finds others.
        while phrases.count < called.count { phrases.append(phrase(called[phrases.count])) }
        return phrases
    }

    private mutating func phrase(_ number: DefinitionNumber) -> RunbookManual.Phrase {
        let definition = program.definitions[number.rawValue]
        let name = definition.signature.text
        let effects = PhraseEffects(of: number, in: program)
        let inside = Surroundings(phrase: name)
        let body = rows(of: definition.body, inside)
        let undo = definition.undo.map { rows(of: $0, inside) }
        return RunbookManual.Phrase(
            kind: definition.kind.rawValue, signature: definition.signature.fullText, name: name,
            documentation: definition.documentation,
            library: definition.span.file == program.runbookFile ? "" : library(of: definition.span.file),
            rows: body, undo: undo, hasDoneWhen: effects.hasDoneWhen, sign: effects.sign)
    }

    private mutating func note(_ number: DefinitionNumber) {
        if !called.contains(number) { called.append(number) }
    }

    // MARK: - Rows

    mutating func rows(of block: Block, _ around: Surroundings) -> [Row] {
        block.statements.flatMap { rows(of: $0, around) }
    }

    private mutating func rows(of statement: Statement, _ around: Surroundings) -> [Row] {
        let traits = statement.traits
        let number = statement.ordinal.map { around.prefix + String($0) } ?? ""
        collectQuestion(statement, number.isEmpty ? around.phrase ?? "" : around.phrase ?? number)
        var inner = around
        if !traits.nesting.continuesNumbers { inner.prefix = number.isEmpty ? around.prefix : number + "." }
        if case .place(let place, let body) = statement.kind {
            inner.place = self.place(place, head(of: statement, before: body))
            let calls = self.calls(of: statement)
            return rows(of: body, inner).enumerated().map { index, row in
                var row = row
                if index == 0 { row.calls += calls.filter { !row.calls.contains($0) } }
                return row
            }
        }
        var row = Row(
            number: number, depth: around.depth, sign: sign(of: statement), text: text(of: statement),
            place: around.place, comment: comment(above: statement) ?? "", calls: calls(of: statement))
        if row.sign == nil { row.place = "" }
        inner.depth += 1
        guard !traits.blocks.isEmpty else { return [row] }
        var rows: [Row] = []
        var end = statement.span.start
        for block in traits.blocks {
            row.text = head(from: end, before: block)
            rows.append(row)
            rows += self.rows(of: block, inner)
            end = block.span.end
            // Between two batches the plan counts the batches.
            if case .loop = statement.kind { inner.prefix = "\(number)~1." }
            row = Row(depth: around.depth)
        }
        return rows
    }

    // MARK: - What a statement has in it

    /// The worst of the commands in the statement itself.
    private func sign(of statement: Statement) -> CommandSign? {
        if case .command(let command) = statement.kind { return command.sign }
        if case .via(let command) = statement.kind { return command.sign }
        return statement.traits.expressions.flatMap(signs).max { $0.weight < $1.weight }
    }

    private func signs(_ expression: ValueExpression) -> [CommandSign] {
        var signs = expression.parts.flatMap(self.signs)
        if case .status(let command) = expression.kind { signs.append(command.sign) }
        if case .output(let command) = expression.kind { signs.append(command.sign) }
        return signs
    }

    /// The phrases that the statement itself calls, as they are read.
    private mutating func calls(of statement: Statement) -> [String] {
        var numbers = statement.traits.expressions.flatMap(calls)
        if case .call(let call) = statement.kind { numbers.insert(call.definition, at: 0) }
        if case .place(.target(let call), _) = statement.kind { numbers.insert(call.definition, at: 0) }
        for number in numbers { note(number) }
        return numbers.map { program.definitions[$0.rawValue].signature.text }
    }

    private func calls(_ expression: ValueExpression) -> [DefinitionNumber] {
        var numbers = expression.parts.flatMap(self.calls)
        if case .holds(let call) = expression.kind { numbers.append(call.definition) }
        if case .gives(let call) = expression.kind { numbers.append(call.definition) }
        return numbers
    }

    private mutating func collectQuestion(_ statement: Statement, _ place: String) {
        let (text, isPoint): (ValueExpression, Bool)
        switch statement.kind {
        case .confirm(let question): (text, isPoint) = (question, false)
        case .approval(let approval): (text, isPoint) = (approval.text, false)
        case .ask(let ask): (text, isPoint) = (ask.text, false)
        case .manual(let manual): (text, isPoint) = (manual.text, false)
        case .pointOfNoReturn(let point): (text, isPoint) = (point, true)
        default: return
        }
        questions.append(
            RunbookManual.Question(text: title(of: text), place: place, isPointOfNoReturn: isPoint))
    }
}

extension RunbookManual.Row {
    /// The second head of a statement with several blocks, such as `else`, or a comment alone.
    init(depth: Int = 0, comment: String = "") {
        self.init(number: "", depth: depth, sign: nil, text: "", place: "", comment: comment, calls: [])
    }
}

extension CommandSign {
    /// The worst is the greatest.
    var weight: Int {
        switch self {
        case .reads: 0
        case .changes: 1
        case .destroys: 2
        }
    }
}
