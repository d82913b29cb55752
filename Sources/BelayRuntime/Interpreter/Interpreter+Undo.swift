import BelayLanguage
import BelaySource
import BelaySyntax

/// Undo: what was started in a block, by the undo block of each action.
extension Interpreter {
    func undo(_ entry: UndoEntry, at span: Span, _ context: ExecutionContext) async throws(Interruption) {
        let definition = program.definitions[entry.definition.rawValue]
        guard let body = definition.undo else { preconditionFailure("only actions with an undo are registered") }
        let inner = context.forUndo(of: entry, body)
        if !mode.isPast, case .done? = recall(inner)?.ending(of: inner.path) {
            return try await replaying.undo(entry, at: span, context)
        }
        performer.observe(.handlerStarted(HandlerStart(step: inner.path, reason: .undo, title: entry.title)))
        let begun = performer.now
        do throws(Interruption) {
            let title = performer.redacted(entry.title.shown)
            try note(.entered(.init(step: inner.path, kind: .undo, title: title, span: span)), at: span, inner)
            var frame = entry.frame
            do throws(Interruption) {
                _ = try await run(body, &frame, inner)
            } catch .settled {
                // What was being undone when the run was interrupted is undone.
            } catch {
                throw error
            }
            if let failure = recall(inner)?.failure(at: inner.path) { throw Interruption.failed(failure) }
            if !mode.isPast { try await checkUndone(entry, at: body.span, inner) }
        } catch {
            finish(inner.path, .undo, ending(of: error), since: begun)
            throw error
        }
        finish(inner.path, .undo, .done, since: begun)
        try note(.ended(.init(step: inner.path, ending: .done)), at: span, inner)
    }

    /// When `done when` still holds, nothing was undone.
    private func checkUndone(_ entry: UndoEntry, at span: Span, _ context: ExecutionContext) async throws(Interruption)
    {
        guard let doneWhen = entry.doneWhen else { return }
        let asking = doneWhen.context.afterUndo(context)
        guard case .yes = try await judge(doneWhen.condition, doneWhen.frame, asking) else { return }
        let words = "it was undone, and `\(source(doneWhen.condition.span))` still holds"
        throw .refused(failure(.expect, words, at: span, context))
    }

    /// The undo of each entry as commands, for a person to run, and what the undo asks before and between them.
    func pendingUndo(_ log: UndoLog) async -> [PendingUndo] {
        var found: [PendingUndo] = []
        for entry in log.remaining {
            let definition = program.definitions[entry.definition.rawValue]
            guard let body = definition.undo else { continue }
            let collector = PendingUndoCollector()
            let planner = Interpreter(
                program: program,
                performer: PlanningPerformer(observer: collector, reads: nil, redactor: performer.redactor), run: run)
            let context = entry.context.forPendingUndo(of: entry, body)
            var frame = entry.frame
            _ = try? await planner.run(body, &frame, context)
            found.append(
                PendingUndo(
                    step: entry.step, title: performer.redacted(entry.title.shown),
                    lines: collector.lines.map { $0.written(performer.redacted) }))
        }
        return found
    }
}

extension PendingUndo.Line {
    fileprivate func written(_ redacted: (String) -> String) -> PendingUndo.Line {
        switch self {
        case .command(let effect): .command(effect.written(redacted))
        case .words(let words): .words(redacted(words))
        }
    }
}

extension CommandEffect {
    /// As it is told and written down: no secret is in it.
    fileprivate func written(_ redacted: (String) -> String) -> CommandEffect {
        var effect = self
        effect.script = PlannedText(redacted(script.shown))
        for index in environment.indices {
            effect.environment[index].value = environment[index].value.written(redacted)
        }
        switch input {
        case .given(let text)?: effect.input = .given(text.written(redacted))
        case .file(let file)?: effect.input = .file(InputFile(path: PlannedText(redacted(file.path.shown))))
        case nil: break
        }
        effect.output = output.map { OutputFile(path: PlannedText(redacted($0.path.shown))) }
        return effect
    }
}

extension GivenText {
    fileprivate func written(_ redacted: (String) -> String) -> GivenText {
        switch self {
        case .text(let text): .text(PlannedText(redacted(text.shown)))
        case .secret: .secret(Secret(""))
        }
    }
}
