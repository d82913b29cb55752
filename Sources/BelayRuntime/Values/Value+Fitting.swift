import BelayLanguage

extension Interpreter {
    /// The value as the place that it goes to has it. A secret that it has become is known from then on.
    func fitted(_ value: Value, to type: ValueType) -> Value {
        let fitted = value.fitted(to: type)
        performer.conceal(fitted)
        return fitted
    }
}

extension Value {
    /// The value as the place that it goes to has it: a text where a host is wanted names one, where a
    /// secret is wanted it is one, and so in lists.
    fileprivate func fitted(to type: ValueType) -> Value {
        switch type {
        case .host: if case .text(let name) = self { .host(Host(name)) } else { self }
        case .list(let element):
            if case .list(let values) = self { .list(values.map { $0.fitted(to: element) }) } else { self }
        case .secret: if case .text(let text) = self { .secret(text) } else { self }
        case .text, .number, .flag, .duration, .path, .record, .choice, .any: self
        }
    }
}
