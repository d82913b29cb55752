import BelayLanguage
import BelaySource

/// Types hold where a value is there: what the checker could not know of it, such as the field of a record, is looked at
/// before anything is done with it.
extension Interpreter {
    /// The declaration of a type, for the message that a value does not fit.
    struct Declaration {
        /// Nearly all values fit, so it is put into words only for one that does not.
        enum Subject {
            case name(String)
            case placeholder(String, of: Signature)
            case option(String, of: Signature)
            case result(of: Signature)
        }

        var subject: Subject
        var type: ValueType
        /// Its place, when that is elsewhere.
        var span: Span?
        /// A placeholder is never without a value.
        var isNeeded = false

        /// Such as "`c` of `paint (c: red | blue)`".
        var name: String {
            switch subject {
            case .name(let name): "`\(name)`"
            case .placeholder(let name, let signature): "(\(name)) of `\(signature.text)`"
            case .option(let name, let signature): "[\(name)] of `\(signature.text)`"
            case .result(let signature): "the result of `\(signature.text)`"
            }
        }
    }

    /// The value as the place that it goes to has it. A secret that it has become is known from then on.
    func fitted(
        _ value: Value, to declaration: Declaration, from expression: ValueExpression, _ context: ExecutionContext
    ) throws(Interruption) -> Value {
        if case .none = value, declaration.isNeeded, declaration.type != .any {
            throw failed(Misfit(what: "none", wanted: declaration.type), declaration, expression, context)
        }
        do throws(Misfit) {
            let fitted = try value.checked(as: declaration.type)
            performer.hide(fitted)
            return fitted
        } catch {
            throw failed(error, declaration, expression, context)
        }
    }

    private func failed(
        _ misfit: Misfit, _ declaration: Declaration, _ expression: ValueExpression, _ context: ExecutionContext
    ) -> Interruption {
        var words = "`\(source(expression.span))` \(misfit.message) for \(declaration.name)"
        if let span = declaration.span { words += " (\(position(of: span)))" }
        return .failed(failure(.fail, words, at: expression.span, context))
    }

    private func position(of span: Span) -> String {
        let source = program.sources[span.file.rawValue]
        let position = source.position(at: span.start)
        return "\(source.name):\(position.line):\(position.column)"
    }
}

extension Interpreter.Declaration {
    init(_ binding: Binding) { self.init(subject: .name(binding.name), type: binding.type) }

    init(_ placeholder: Signature.Placeholder, of definition: Definition) {
        self.init(
            subject: .placeholder(placeholder.name, of: definition.signature), type: placeholder.type,
            span: definition.signature.span, isNeeded: true)
    }

    init(_ option: Signature.Option, of definition: Definition) {
        self.init(
            subject: .option(option.name, of: definition.signature), type: option.type,
            span: definition.signature.span)
    }

    /// The value of a phrase; nil when it gives nothing.
    init?(givenBy definition: Definition) {
        guard let type = definition.signature.gives else { return nil }
        self.init(
            subject: .result(of: definition.signature), type: type, span: definition.signature.span)
    }
}
