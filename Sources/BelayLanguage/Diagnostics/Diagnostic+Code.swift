import BelaySource

extension Diagnostic {
    init(
        _ code: LanguageCode, _ message: String, at span: Span, label: String? = nil, further: [Place] = [],
        help: [String] = []
    ) {
        self.init(.error, code: code.rawValue, message, at: span, label: label, further: further, help: help)
    }

    init(
        warning code: LanguageCode, _ message: String, at span: Span, label: String? = nil, further: [Place] = [],
        help: [String] = []
    ) {
        self.init(.warning, code: code.rawValue, message, at: span, label: label, further: further, help: help)
    }
}
