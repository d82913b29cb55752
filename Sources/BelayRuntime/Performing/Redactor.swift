import Synchronization

/// Takes secrets out of text, in all their `SecretForms`.
final class Redactor: Sendable {
    private let forms = Mutex<[String]>([])

    /// From now on this is shown nowhere. An empty text hides nothing.
    func conceal(_ secret: String) {
        let written = SecretForms(secret).texts
        forms.withLock { forms in
            for form in written where !forms.contains(form) { forms.append(form) }
            // The longest first: a form that holds another one is replaced whole.
            forms.sort { $0.utf8.count > $1.utf8.count }
        }
    }

    func redacted(_ text: String) -> String {
        let forms = forms.withLock { $0 }
        var result = text
        for form in forms { result = result.replacingBytes(of: form, with: "[secret]") }
        return result
    }

    func redacted(_ piece: OutputPiece) -> OutputPiece {
        guard forms.withLock({ !$0.isEmpty }) else { return piece }
        let text = String(decoding: piece.bytes, as: UTF8.self)
        let clean = redacted(text)
        return clean == text ? piece : OutputPiece(stream: piece.stream, bytes: Array(clean.utf8))
    }
}
