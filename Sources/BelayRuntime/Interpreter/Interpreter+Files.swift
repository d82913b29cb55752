import BelayLanguage
import BelaySource

/// Files of this machine that commands read and write in place of a text.
extension Interpreter {
    /// `with input file`. It replaces a `with input` around it.
    func reading(_ path: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ExecutionContext
    {
        let path = try await filePath(path, as: .inputFile, frame, context)
        return context.feeding(.file(CommandEffect.InputFile(path: path)))
    }

    /// `with output file`.
    func writing(to path: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ExecutionContext
    {
        let path = try await filePath(path, as: .outputFile, frame, context)
        return context.writing(to: CommandEffect.OutputFile(path: path))
    }

    private func filePath(
        _ path: ValueExpression, as key: BindingKey, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        let text = try await rememberedText(path, as: key, frame, context)
        guard let known = text.known else { return text }
        if known.isEmpty || known.utf8.contains(0) {
            let words = known.isEmpty ? "an empty text is not the path of a file" : "the path of a file contains a NUL"
            throw .failed(failure(.fail, words, at: path.span, context))
        }
        return text
    }

    /// The effect with what its input file holds now, so that the run shows and the journal knows what was read.
    func withInputFile(of effect: CommandEffect, _ context: ExecutionContext) async throws(Interruption)
        -> CommandEffect
    {
        guard case .file(var file)? = effect.input, let path = file.path.known,
            let found = try await performer.content(ofFile: path, patience: patience(context))
        else { return effect }
        switch found {
        case .success(let content):
            file.content = content
            if let before = inputFile(before: effect, context), before != content { file.before = before }
        case .failure(let refusal):
            throw .failed(failure(.fail, performer.redacted(refusal.message), at: effect.span, context))
        }
        var effect = effect
        effect.input = .file(file)
        return effect
    }

    /// What a person is told who has to say whether an interrupted change happened: its input file is another one now.
    func words(aboutInputFileOf effect: CommandEffect, _ context: ExecutionContext) async throws(Interruption) -> String
    {
        guard case .file(let file)? = effect.input, let path = file.path.known,
            let before = inputFile(before: effect, context),
            case .success(let now)? = try await performer.content(ofFile: path, patience: patience(context)),
            now != before
        else { return "" }
        return "; `\(performer.redacted(path))` is another file now: \(now.size) bytes, and \(before.size) then"
    }

    private func inputFile(before effect: CommandEffect, _ context: ExecutionContext) -> FileContent? {
        recall(context)?.effect(at: effect.step)?.intent.inputFile?.content
    }
}
