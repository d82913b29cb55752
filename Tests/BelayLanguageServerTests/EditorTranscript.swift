import BelayData
import BelayTestSupport
import Foundation

@testable import BelayLanguageServer

/// A page of `Editor`: files, one of them with a mark `▮` at the cursor, then what an editor shows there.
///
/// A line that is nothing but a file name in backquotes names the block behind it. A block whose language is a request, such as
/// `hover`, has the answer. Each heading begins with no files.
struct EditorTranscript {
    let path: String
    private(set) var lines: [String]
    private static let mark = "▮"

    init(_ path: String) throws {
        self.path = path
        lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    }

    struct Difference {
        var line: Int
        var wanted: [String]
        var found: [String]
    }

    /// Runs it, and puts what comes into the place of what was wanted.
    mutating func run() -> [Difference] {
        var differences: [Difference] = []
        var session: ServerSession?
        var name: String?
        var cursor: (name: String, text: String, offset: Int)?
        var written: [String] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("#") { (session, name, cursor) = (nil, nil, nil) }
            if line.hasPrefix("`"), line.hasSuffix("`"), !line.hasPrefix("```") {
                name = String(line.dropFirst().dropLast())
            }
            guard line.hasPrefix("```"), line != "```" else {
                written.append(line)
                index += 1
                continue
            }
            let end = lines[(index + 1)...].firstIndex(of: "```") ?? lines.count
            let body = Array(lines[(index + 1)..<end])
            let language = String(line.dropFirst(3))
            written.append(line)
            if language == "belay", let file = name {
                if session == nil { session = ServerSession() }
                var text = body.joined(separator: "\n") + "\n"
                if let range = text.range(of: Self.mark) {
                    let offset = text[..<range.lowerBound].utf8.count
                    text.removeSubrange(range)
                    cursor = (file, text, offset)
                }
                session?.open(file, text)
                written += body
                name = nil
            } else if let session, let cursor {
                // Wherever the repository is.
                let found = answer(language, session, cursor.name, cursor.text, cursor.offset)
                    .map { $0.replacing(Repository.path + "/", with: "REPOSITORY/") }
                if found != body { differences.append(Difference(line: index + 1, wanted: body, found: found)) }
                written += found
            }
            written.append("```")
            index = end + 1
        }
        lines = written
        return differences
    }

    func save() throws { try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8) }

    /// What a request shows, a line for each thing.
    private func answer(
        _ request: String, _ session: ServerSession, _ name: String, _ text: String, _ offset: Int
    ) -> [String] {
        let words = request.split(separator: " ").map(String.init)
        let lines = LineTable(Array(text.utf8), .utf8)
        let shown = EditorAnswer(session: session, name: name, lines: lines, position: lines.position(at: offset))
        switch words.first {
        case "diagnostics": return shown.diagnostics()
        case "completion": return shown.completion()
        case "hover": return shown.hover()
        case "definition", "typeDefinition": return shown.places(words[0], [])
        case "references": return shown.places("references", [("context", ["includeDeclaration": true])])
        case "rename": return shown.rename(to: words.dropFirst().joined(separator: " "))
        case "signature": return shown.signatures()
        case "symbols": return shown.symbols()
        case "fixes": return shown.fixes(text)
        case "hints": return shown.hints()
        case "lenses": return shown.lenses()
        case "folds": return shown.folds()
        case "tokens": return shown.tokens()
        default: return ["there is no request \(request)"]
        }
    }
}
