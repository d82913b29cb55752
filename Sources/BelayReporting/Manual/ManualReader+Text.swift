import BelayLanguage
import BelaySource
import BelaySyntax

/// The text of the files, as the manual shows it.
extension ManualReader {
    func text(of value: ValueExpression) -> String { Self.line(source(value.span).text(of: value.span)) }

    /// A string without its quotes; anything else as it is written.
    func title(of value: ValueExpression) -> String {
        let text = self.text(of: value)
        for quotes in ["\"\"\"", "'''", "\"", "'"]
        where text.hasPrefix(quotes) && text.hasSuffix(quotes) && text.count >= 2 * quotes.count {
            let inside = text.dropFirst(quotes.count).dropLast(quotes.count)
            return inside.trimmingSpaces.replacing("\\\"", with: "\"")
        }
        return text
    }

    /// A command without its sign and without the quotes of a script, with the lines that it has; of anything else one line.
    func text(of statement: Statement) -> String {
        let whole = source(statement.span).text(of: statement.span)
        guard case .command(let command) = statement.kind else { return Self.line(whole) }
        let text = whole.dropFirst().trimmingSpaces
        switch command.style {
        case .line: return Self.unindented(text)
        case .script, .raw:
            let lines = text.dropFirst(3).dropLast(3).split(separator: "\n").filter { !$0.trimmingSpaces.isEmpty }
            return Self.unindented("\n" + lines.joined(separator: "\n")).drop { $0 == "\n" }.trimmingSpaces
        }
    }

    func head(of statement: Statement, before block: Block) -> String {
        head(from: statement.span.start, before: block)
    }

    /// What is written between a place and the block after it, without the block's brace.
    func head(from start: Int, before block: Block) -> String {
        let span = Span(file: block.span.file, start: start, end: max(start, block.span.start))
        var text = Self.line(source(span).text(of: span))[...]
        while let first = text.first, first == "}" || first == " " { text.removeFirst() }
        while let last = text.last, last == "{" || last == " " { text.removeLast() }
        return String(text)
    }

    /// Where the commands of a block run, out of its head.
    func place(_ place: Place, _ head: String) -> String {
        switch place {
        case .local: "this machine"
        case .host: head.hasPrefix("on ") ? String(head.dropFirst(3)) : head
        case .target: head
        }
    }

    /// The lines right above a statement that are nothing but comments, in one; nil if there are none.
    func comment(above statement: Statement) -> String? {
        let source = source(statement.span)
        var lines: [String] = []
        let own = source.lineIndex(at: statement.span.start)
        // What is written above a line belongs to the first statement on it.
        guard source.line(own).prefix(source.position(at: statement.span.start).column - 1).allSatisfy({ $0 == " " })
        else {
            return nil
        }
        var index = own - 1
        while index >= 0 {
            let line = source.line(index).trimmingSpaces
            guard line.hasPrefix("#"), !line.hasPrefix("#!") else { break }
            lines.insert(String(line.drop { $0 == "#" }).trimmingSpaces, at: 0)
            index -= 1
        }
        return lines.isEmpty ? nil : lines.joined(separator: " ")
    }

    /// The name by which `use` reaches a file.
    func library(of file: FileNumber) -> String {
        let name = program.sources[file.rawValue].name.split(separator: "/").last.map(String.init) ?? ""
        return name.hasSuffix(".runbook") ? String(name.dropLast(".runbook".count)) : name
    }

    private func source(_ span: Span) -> SourceText { program.sources[span.file.rawValue] }

    /// In one line, with one space wherever there was any.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map(\.trimmingSpaces).joined(separator: " ")
    }

    /// The lines of a script without the indentation that they have in common.
    private static func unindented(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indentations = lines.dropFirst().filter { !$0.allSatisfy { $0 == " " } }.map {
            $0.prefix { $0 == " " }.count
        }
        let common = indentations.min() ?? 0
        return ([String(lines.first ?? "")] + lines.dropFirst().map { String($0.dropFirst(common)) })
            .joined(separator: "\n")
    }
}

extension StringProtocol {
    var trimmingSpaces: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
