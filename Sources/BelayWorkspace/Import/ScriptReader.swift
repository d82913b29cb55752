/// Reads a script of the shell: comments, assignments, and commands; a loop or a function is one command.
struct ScriptReader {
    private(set) var items: [Procedure.Item] = []
    private let lines: [String]
    private var index = 0

    init(_ lines: [String]) {
        self.lines = lines
        while index < lines.count { readLine() }
    }

    private mutating func readLine() {
        let text = lines[index].trimmingBlanks
        if text.isEmpty || text.hasPrefix("#!") {
            index += 1
        } else if text.hasPrefix("#") {
            readComments()
        } else if text.hasPrefix("set -") || text.hasPrefix("set +") {
            // A run always ends at the first command that fails, as a script does after `set -e`.
            items.append(Procedure.Item(line: index + 1, content: .prose("`\(text)` is not needed here.")))
            index += 1
        } else if let (name, value) = Self.assignment(text), !text.hasSuffix("\\") {
            items.append(Procedure.Item(line: index + 1, content: .assignment(name, value)))
            index += 1
        } else {
            readCommand()
        }
    }

    /// A comment between lines of `=` or `-`, or with them around it, is a heading.
    private mutating func readComments() {
        let start = index
        var words: [String] = []
        var isBanner = false
        while index < lines.count, lines[index].trimmingBlanks.hasPrefix("#") {
            var text = lines[index].trimmingBlanks.drop { $0 == "#" }.trimmingBlanks[...]
            while let first = text.first, "=-*# ".contains(first) {
                if first == "=" || first == "-" || first == "*" {
                    isBanner = isBanner || text.hasPrefix("--") || text.hasPrefix("==") || text.hasPrefix("**")
                }
                text.removeFirst()
            }
            while let last = text.last, "=-*# ".contains(last) { text.removeLast() }
            if !text.isEmpty { words.append(String(text)) }
            index += 1
        }
        if words.isEmpty { return }
        let text = words.joined(separator: " ")
        items.append(Procedure.Item(line: start + 1, content: isBanner ? .heading(text) : .prose(text)))
    }

    /// Until every block, quote and here-document that it opens is closed.
    private mutating func readCommand() {
        let start = index + 1
        var block = ShellBlock()
        var text: [String] = []
        repeat {
            text.append(lines[index])
            block.take(lines[index])
            index += 1
        } while index < lines.count && block.isOpen
        items.append(Procedure.Item(line: start, content: .command(Self.unindented(text), prompt: "")))
    }

    /// `NAME=VALUE` alone, also behind `export`, `readonly` and `local`.
    private static func assignment(_ text: String) -> (name: String, value: String)? {
        let pattern = /(?:(?:export|readonly|local|declare(?: -\w+)?) +)?([A-Za-z_][A-Za-z0-9_]*)=(.*)/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let value = String(match.output.2)
        let isOneWord =
            value.wholeMatch(of: /[^\s"'`$();&|<>]*|"[^"]*"|'[^']*'|\$\([^()]*\)|\$\{[^{}]*\}|\$\w+/) != nil
        return isOneWord ? (String(match.output.1), value) : nil
    }

    private static func unindented(_ lines: [String]) -> String {
        let indentation = lines.first.map { $0.prefix { $0 == " " || $0 == "\t" } } ?? ""
        return lines.map { $0.hasPrefix(indentation) ? String($0.dropFirst(indentation.count)) : $0 }
            .joined(separator: "\n")
    }
}

/// Finds where a command of several lines ends.
private struct ShellBlock {
    private var depth = 0
    private var quote: Character?
    private var document: String?
    private var isContinued = false

    var isOpen: Bool { depth > 0 || quote != nil || document != nil || isContinued }

    mutating func take(_ line: String) {
        if let end = document {
            if line.trimmingBlanks == end { document = nil }
            return
        }
        var words: [String] = [""]
        var isEscaped = false
        for character in line {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
                words[words.count - 1].append(character)
            } else if character == "#", words.last == "" {
                break
            } else if character == " " || character == "\t" {
                if words.last != "" { words.append("") }
            } else if ";|&".contains(character) {
                words += [";", ""]
            } else {
                words[words.count - 1].append(character)
            }
        }
        isContinued = isEscaped
        count(words.filter { !$0.isEmpty })
        if quote == nil { document = HereDocument.end(of: line) }
    }

    private mutating func count(_ words: [String]) {
        var isFirst = true
        for word in words {
            if isFirst || word == "{" || word == "}" {
                if ["if", "for", "while", "until", "case", "select", "{", "("].contains(word) || word.hasSuffix("(){") {
                    depth += 1
                }
                if ["fi", "done", "esac", "}", ")"].contains(word) { depth -= 1 }
            }
            isFirst = [";", "then", "do", "else", "elif", "!", "{", "("].contains(word)
        }
        depth = max(0, depth)
    }
}
