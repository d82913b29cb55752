import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// `edit yaml` and `edit json`: text from text, without an effect; the difference is shown in the plan and in the run.
extension Interpreter {
    func apply(
        _ edit: Edit, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        if let known = recall(context)?.value(of: .variable(edit.name), in: context.step), !known.holdsSecret {
            try keep(known, as: edit.name, edit.target, at: span, &frame, context)
            return .next
        }
        let given = try await evaluate(edit.subject, frame, context)
        let subject = try oneText(of: given, edit.subject, context)
        let title = PlannedText("edit \(source(edit.subject.span))")
        let fixed = frame
        let edited: Value = try await reported(.edit, title, at: span, context) {
            () async throws(Interruption) -> Value in
            guard let old = subject.known else {
                for change in edit.changes { _ = try await path(of: change, fixed, context) }
                return .unknown(edit.name)
            }
            var document = try document(old, as: edit.format, at: edit.subject.span, context)
            var secrets = given.secrets
            for change in edit.changes {
                guard let inside = try await make(change, in: &document, at: span, fixed, context) else {
                    return .unknown(edit.name)
                }
                secrets += inside
            }
            let new = document.text
            let edited = secret(new, madeWith: secrets) ?? .text(new)
            show(old, new, context)
            return edited
        }
        try keep(edited, as: edit.name, edit.target, at: span, &frame, context)
        return .next
    }

    private func document(
        _ text: String, as format: EditFormat, at span: Span, _ context: ExecutionContext
    ) throws(Interruption) -> any EditableDocument {
        let problem: String
        switch format {
        case .yaml:
            do throws(YAMLError) { return try YAMLDocument(text) } catch {
                problem = "\(error.message), at \(error.position)"
            }
        case .json:
            do throws(JSONError) { return try JSONDocument(text) } catch {
                problem = "\(error.message), at \(error.position)"
            }
        }
        let words = "`\(source(span))` is not \(format.rawValue) that can be edited: \(problem)"
        throw .failed(failure(.fail, words, at: span, context))
    }

    /// The secrets that are in the text from now on; nil when a plan does not know the value.
    private func make(
        _ change: Edit.Change, in document: inout any EditableDocument, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> [Secret]? {
        guard let path = try await path(of: change, frame, context) else { return nil }
        var value = Value.none
        if let expression = change.value { value = try await evaluate(expression, frame, context) }
        if value.unknownName != nil { return nil }
        let data = DataValue(value.revealed(hiding: performer.redactor))
        do throws(YAMLEditError) {
            switch change.verb {
            case .set: try document.set(path, to: data)
            case .append: try document.append(data, to: path)
            case .remove: try document.remove(path)
            }
        } catch {
            let words = "`\(change.verb.rawValue) \(change.source)` cannot be done: \(error.message)"
            throw .failed(failure(.fail, words, at: change.value?.span ?? span, context))
        }
        return value.secrets
    }

    /// `nil` when a plan does not know a part of it.
    private func path(
        of change: Edit.Change, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> YAMLPath? {
        var path = YAMLPath([])
        for access in change.path {
            switch access {
            case .field(let name): path.steps.append(.field(name))
            case .index(let index): path.steps.append(.index(index))
            case .key(let key):
                let value = try await evaluate(key, frame, context)
                if case .number(let index) = value, let position = index.int {
                    path.steps.append(.index(position))
                } else {
                    guard let name = try oneText(of: value, key, context).known else { return nil }
                    path.steps.append(.field(name))
                }
            case .selection(let field, let wanted):
                let value = try await evaluate(wanted, frame, context)
                guard let text = try oneText(of: value, wanted, context).known else { return nil }
                let number: Number? = if case .number(let number) = value { number } else { nil }
                path.steps.append(.selection(field: field, value: text, number: number))
            }
        }
        return path
    }

    private func show(_ old: String, _ new: String, _ context: ExecutionContext) {
        let difference = UnifiedDiff(
            from: performer.redacted(old).endingItsLine, to: performer.redacted(new).endingItsLine)
        guard !difference.hunks.isEmpty else { return }
        performer.observe(.said(context.step, .difference(difference.text)))
    }
}
