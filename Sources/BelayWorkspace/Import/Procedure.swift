/// A procedure that was written for people, in the order of its lines.
public struct Procedure: Sendable {
    /// Something in it, and the line that it begins in, counted from 1.
    struct Item: Hashable {
        enum Content: Hashable {
            case heading(String)
            case prose(String)
            /// As it would be typed, without its prompt; it may have several lines.
            /// - Parameter prompt: what is before it in a transcript, such as `root@web1:~#`; empty if there is none.
            case command(String, prompt: String)
            /// `NAME=VALUE` of a script, with what is behind the `=`.
            case assignment(String, String)
        }

        var line: Int
        var content: Content
    }

    /// The name of its file, for the comments in the draft.
    let file: String
    let title: String
    let items: [Item]

    /// - Parameters:
    ///   - name: a file's name; one that ends in `.sh` is a script, any other one is Markdown, or a text with prompts.
    ///   - text: what is in it.
    public init(name: String, text: String) {
        file = name.split(separator: "/").last.map(String.init) ?? name
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
        let isScript = name.hasSuffix(".sh") || name.hasSuffix(".bash") || lines.first?.hasPrefix("#!") == true
        var items = isScript ? ScriptReader(lines).items : MarkdownReader(lines).items
        if !isScript, case .heading(let first)? = items.first?.content {
            title = first
            items.removeFirst()
        } else {
            let base = file.split(separator: ".").first.map(String.init) ?? file
            title = RunbookDraft.title(of: base)
        }
        self.items = items
    }
}
