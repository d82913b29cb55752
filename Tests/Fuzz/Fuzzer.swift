import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import Dispatch

/// The entry of libFuzzer: any bytes are lexed, parsed and checked; when something is wrong with them, the message is
/// drawn, and else they are planned, by which every expression is computed that asks nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let source = SourceText(
        file: FileNumber(0), name: "fuzz.runbook", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
    checkTokens(of: source)
    let parsed = Parser.parse(source)
    for diagnostic in parsed.diagnostics {
        check(diagnostic.span, source)
        for place in diagnostic.further { check(place.span, source) }
    }
    if let first = parsed.diagnostics.first {
        let drawn = DiagnosticRenderer(sources: [source], width: 60).render(first)
        precondition(drawn.utf8.contains(UInt8(ascii: "^")), "nothing is underlined")
    }
    for statement in parsed.file.statements { check(statement.span, source) }
    checkMeaning(of: parsed, source)
    return 0
}

/// Tokens follow each other to the end of the file.
private func checkTokens(of source: SourceText) {
    var end = 0
    for token in Lexer.lex(source).tokens {
        precondition(token.start >= end && token.end >= token.start, "tokens overlap")
        precondition(token.end > token.start || token.kind == .end, "a token is empty")
        end = token.end
    }
    precondition(end == source.bytes.count, "tokens do not reach the end")
}

/// A file on its own means something, or diagnostics with places say why not. One with errors of its syntax is also
/// checked as if it were whole: what the parser leaves out must not confuse the checker.
private func checkMeaning(of parsed: ParsedFile, _ source: SourceText) {
    for isWhole in [parsed.diagnostics.isEmpty, true] {
        let file = RunbookFile(source: source, syntax: parsed.file, isWhole: isWhole)
        let checked = Checker.check([file], runbook: source.file)
        for diagnostic in checked.diagnostics {
            for span in [diagnostic.span] + diagnostic.further.map(\.span) { check(span, source) }
        }
        let hasErrors = checked.diagnostics.contains { $0.severity == .error }
        precondition((checked.program == nil) == (hasErrors || !isWhole), "a program although something is wrong")
        if let program = checked.program, isWhole { plan(program, source) }
    }
}

/// A plan touches nothing. Loops in loops and phrases in phrases are left out: they make a plan of any length.
private func plan(_ program: Program, _ source: SourceText) {
    var turns = 0
    for token in Lexer.lex(source).tokens where token.kind == .word {
        switch source.text(of: Span(file: source.file, start: token.start, end: token.end)) {
        case "for", "retry", "action", "probe", "target": turns += 1
        default: break
        }
    }
    guard turns <= 4 else { return }
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
        let plan = await RunRequest(program: program, parameters: [:], identity: nil).plan()
        for event in plan.events { if case .stepStarted(let start) = event { _ = start.title.shown } }
        isDone.signal()
    }
    isDone.wait()
}

private func check(_ span: Span, _ source: SourceText) {
    precondition(span.start >= 0 && span.start <= span.end && span.end <= source.bytes.count, "a place is outside")
}
