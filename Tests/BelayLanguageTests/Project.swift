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

    /// Files of which only the runbook and what it uses, directly or by way of others, are taken.
    init(texts: [(name: String, text: String)]) {
        let uses = texts.map { text in
            Set(
                text.text.split(separator: "\n").filter { $0.hasPrefix("use ") }
                    .flatMap { $0.dropFirst(4).split(whereSeparator: { ", ".contains($0) }) }.map(String.init))
        }
        var reached: [Int] = texts.isEmpty ? [] : [0]
        var next = 0
        while next < reached.count {
            for (number, text) in texts.enumerated() where uses[reached[next]].contains(Self.libraryName(text.name)) {
                if !reached.contains(number) { reached.append(number) }
            }
            next += 1
        }
        self.texts = reached.map { texts[$0] }
    }

    private static func libraryName(_ file: String) -> String {
        URL(filePath: file).deletingPathExtension().lastPathComponent
    }

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
            libraries[Self.libraryName(text.name)] = FileNumber(number)
        }
        let files = parsed.map { source, file -> RunbookFile in
            var checked = RunbookFile(
                source: source, syntax: file.file, libraries: libraries, isWhole: file.diagnostics.isEmpty)
            checked.mistakes = file.diagnostics.map(\.span)
            return checked
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
