import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// `T filled with R`: the values of a record put into the places of a text. A text with a secret in it is a secret.
extension Interpreter {
    func filled(
        _ subject: ValueExpression, with values: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let text = try await evaluate(subject, frame, context)
        let record = try await evaluate(values, frame, context)
        if let name = text.unknownName { return .unknown("\(name) \(InfixOperator.filled.rawValue) …") }
        if record.unknownName != nil { return .unknown(source(span)) }
        guard let written = try oneText(of: text, subject, context).known else { return .unknown(source(span)) }
        do throws(ValueProblem) {
            let whole = try record.filling(written, hiding: performer.redactor)
            return secret(whole, madeWith: text.secrets + record.secrets) ?? .text(whole)
        } catch {
            throw .failed(failure(.fail, "`\(source(subject.span))` \(error.message)", at: subject.span, context))
        }
    }
}

extension Value {
    /// A template with the fields of this record in its places.
    fileprivate func filling(_ written: String, hiding redactor: Redactor) throws(ValueProblem) -> String {
        let template: TextTemplate
        do throws(TextTemplate.Problem) {
            template = try TextTemplate(written)
        } catch {
            throw ValueProblem(
                message: "has a `${` without a name and a `}` at \(error.position); a `${` that stays is written `\\${`"
            )
        }
        var filled = ""
        for piece in template.pieces {
            switch piece {
            case .text(let text): filled += text
            case .place(let place): filled += try text(of: place, hiding: redactor)
            }
        }
        return filled
    }

    private func text(of place: TextTemplate.Place, hiding redactor: Redactor) throws(ValueProblem) -> String {
        let written = "`${\(place.path.joined(separator: "."))}` at \(place.position)"
        let known = Set(try fields.map(\.name))
        if let name = place.path.first, !known.contains(name) {
            throw ValueProblem(
                message: "has \(written), and nothing gives `\(name)`; a `${` that stays is written `\\${`")
        }
        var value = self
        for name in place.path { value = try value.field(name) }
        guard let text = value.text(hiding: redactor) else {
            throw ValueProblem(message: "has \(written), which \(value.isNoText)")
        }
        return text
    }
}
