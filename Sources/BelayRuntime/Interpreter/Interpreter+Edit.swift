import BelayLanguage
import BelaySource
extension Interpreter {
    func apply(_ edit: Edit, at span: Span, _ frame: inout Frame, _ scope: Scope) async throws(Interruption) -> Flow { .next }
}
