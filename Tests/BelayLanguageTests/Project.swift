import BelayLanguage
import BelaySource
import BelaySyntax
import Foundation

/// A runbook and the libraries that it may use, held in memory.
struct Project: Sendable {
    /// The first is the runbook. A file is known to `use` by its name without folder and ending.
    var texts: [(name: String, text: String)]

    init(_ runbook: String, name: String = "try.runbook", libraries: [(name: String, text: String)] = []) {
        texts = [(name, runbook)] + libraries
    }

    init(texts: [(name: String, text: String)]) { self.texts = texts }

    /// All files, parsed.
    var parsed: [(source: SourceText, file: ParsedFile)] {
        texts.enumerated().map { number, text in
            let source = SourceText(file: FileNumber(number), name: text.name, bytes: Array(text.text.utf8))
            return (source, Parser.parse(source))
        }
    }

    /// What parsing and checking say, and the program.
    func check() -> CheckedRunbook {
        let parsed = parsed
        var libraries: [String: FileNumber] = [:]
        for (number, text) in texts.enumerated() {
            libraries[URL(filePath: text.name).deletingPathExtension().lastPathComponent] = FileNumber(number)
        }
        let files = parsed.map { source, file in
            RunbookFile(
                source: source, syntax: file.file, libraries: libraries, isWhole: file.diagnostics.isEmpty)
        }
        var checked = Checker.check(files, runbook: FileNumber(0))
        checked.diagnostics = parsed.flatMap(\.file.diagnostics) + checked.diagnostics
        return checked
    }

    /// Codes with the line and column where they point, such as `B0203 3:12`.
    var findings: [String] {
        let sources = parsed.map(\.source)
        return check().diagnostics.map { diagnostic in
            let position = sources[diagnostic.span.file.rawValue].position(at: diagnostic.span.start)
            return "\(diagnostic.code) \(position.line):\(position.column)"
        }
    }
}
