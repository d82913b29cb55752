/// Reads Markdown, or a text without marks in which prompts show what is typed.
struct MarkdownReader {
    private(set) var items: [Procedure.Item] = []
    private var lines: [String]
    private var index = 0
    private var prose: [String] = []
    private var proseLine = 0

    private static let shells: Set<Substring> = [
        "", "sh", "bash", "shell", "zsh", "console", "shell-session", "terminal",
    ]

    init(_ lines: [String]) {
        self.lines = lines
        while index < lines.count { readLine() }
        endProse()
    }

    private mutating func readLine() {
        let line = lines[index]
        let text = line.trimmingBlanks
        if let fence = Self.fence(text) {
            readFence(fence, language: text.dropFirst(fence.count).trimmingBlanks)
        } else if text.hasPrefix("#"), let heading = Self.heading(text) {
            endProse()
            add(.heading(heading))
        } else if let typed = TypedLine(line) {
            endProse()
            addCommand(typed.command, prompt: typed.prompt)
        } else if prose.isEmpty, let command = Self.bareCommand(text) {
            addCommand(command, prompt: "")
        } else if text.isEmpty {
            endProse()
            index += 1
        } else {
            if prose.isEmpty { proseLine = index + 1 }
            prose.append(text)
            index += 1
            // A text without empty lines has a paragraph in each line.
            if text.hasSuffix(".") || text.hasSuffix(":") { endProse() }
        }
    }

    private mutating func add(_ content: Procedure.Item.Content) {
        items.append(Procedure.Item(line: index + 1, content: content))
        index += 1
    }

    private mutating func endProse() {
        if !prose.isEmpty {
            items.append(Procedure.Item(line: proseLine, content: .prose(prose.joined(separator: " "))))
        }
        prose = []
    }

    // MARK: - Commands

    /// Takes this line and those that its `\` or its here-document continues it with.
    private mutating func addCommand(_ first: String, prompt: String) {
        let start = index + 1
        var command = first
        index += 1
        while command.hasSuffix("\\"), index < lines.count {
            command += "\n" + lines[index].trimmingBlanks
            index += 1
        }
        if let end = HereDocument.end(of: command) {
            while index < lines.count {
                let line = lines[index]
                command += "\n" + line
                index += 1
                if line.trimmingBlanks == end { break }
            }
        }
        items.append(Procedure.Item(line: start, content: .command(command, prompt: prompt)))
    }

    private mutating func readFence(_ fence: String, language: String) {
        endProse()
        index += 1
        let name = language.split(separator: " ").first ?? ""
        let end = lines[index...].firstIndex { $0.trimmingBlanks.hasPrefix(fence) } ?? lines.count
        let block = lines[index..<end]
        if !Self.shells.contains(name.lowercased()[...]) {
            let text = block.map(\.trimmingBlanks).joined(separator: " / ")
            if !text.isEmpty { items.append(Procedure.Item(line: index, content: .prose("\(name): \(text)"))) }
            index = end + 1
            return
        }
        // Where some lines have prompts, the others are what was printed.
        let hasPrompts = block.contains { TypedLine($0) != nil }
        while index < end {
            let text = lines[index].trimmingBlanks
            if let typed = TypedLine(lines[index]) {
                addCommand(typed.command, prompt: typed.prompt)
            } else if text.hasPrefix("#") {
                items.append(
                    Procedure.Item(line: index + 1, content: .prose(text.drop { $0 == "#" }.trimmingBlanks)))
                index += 1
            } else if hasPrompts || text.isEmpty {
                index += 1
            } else {
                addCommand(text, prompt: "")
            }
        }
        index = end + 1
    }

    // MARK: - Marks

    private static func fence(_ text: String) -> String? {
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let fence = text.prefix { $0 == mark }
        return fence.count >= 3 ? String(fence) : nil
    }

    private static func heading(_ text: String) -> String? {
        let marks = text.prefix { $0 == "#" }.count
        let rest = text.dropFirst(marks)
        guard marks <= 6, rest.first == " " else { return nil }
        var title = rest.trimmingBlanks[...]
        while title.last == "#" { title.removeLast() }
        let text = title.trimmingBlanks
        return text.isEmpty ? nil : text
    }

    /// A line of a text without fences that can only be a command: a program that every administrator knows, and no sentence.
    private static func bareCommand(_ text: String) -> String? {
        let words = text.split(separator: " ")
        guard words.count > 1, let program = words.first, KnownPrograms.areTyped.contains(String(program)),
            let last = text.last, !".:,;".contains(last)
        else { return nil }
        return text
    }
}

/// A line of a transcript: a prompt, and what is typed after it.
struct TypedLine {
    var prompt: String
    var command: String

    /// - Returns: nil for any other line.
    init?(_ line: String) {
        let text = line.trimmingBlanks
        for prompt in ["$ ", "% ", "> $ ", "/ # ", "~ # "] where text.hasPrefix(prompt) && text.count > prompt.count {
            self.prompt = prompt == "/ # " || prompt == "~ # " ? prompt.trimmingBlanks : ""
            command = text.dropFirst(prompt.count).trimmingBlanks
            return
        }
        // `admin@web1:~$ `, `[root@web1 ~]# `
        guard let match = text.prefixMatch(of: /(\[?[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+[^$#%>`"']{0,40}\]?[$#%]) +(\S.*)/)
        else {
            return nil
        }
        prompt = String(match.output.1)
        command = String(match.output.2)
    }
}

/// The text that a command gets on its standard input by `<<`.
enum HereDocument {
    /// The line that ends it; nil if there is none.
    static func end(of command: String) -> String? {
        command.firstMatch(of: /(?:^|[^<])<<-? ?["'\\]?([A-Za-z_][A-Za-z0-9_]*)/).map { String($0.output.1) }
    }
}

extension StringProtocol {
    var trimmingBlanks: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
