import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax
import BelayWorkspace

/// The phrases of a workspace, found by a word and described.
struct PhraseListing {
    let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Those with this word, or of a library of this name; all of them without a word.
    func found(_ word: String?) -> [Phrase] {
        workspace.phrases.filter { phrase in
            guard let word else { return true }
            return phrase.signature.fullText.lowercased().contains(word.lowercased())
                || library(of: phrase).lowercased() == word.lowercased()
        }
    }

    func json(_ phrase: Phrase) -> DataValue {
        var object = DataValue.Object()
        object["kind"] = .string(phrase.kind.rawValue)
        object["phrase"] = .string(phrase.signature.fullText)
        object["documentation"] = .string(phrase.documentation)
        object["place"] = .string(place(of: phrase))
        return .object(object)
    }

    /// The file and the line that define it.
    func place(of phrase: Phrase) -> String {
        let source = workspace.sources[phrase.span.file.rawValue]
        return "\(source.name):\(source.position(at: phrase.span.start).line)"
    }

    /// The name that `use` has for where it is from.
    private func library(of phrase: Phrase) -> String {
        let file = workspace.sources[phrase.span.file.rawValue].name.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }
}
