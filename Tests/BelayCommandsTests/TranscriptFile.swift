import Foundation

/// A Markdown file whose console blocks are executed: prose, files, and commands with what they print.
///
/// A line that is a file's name in backquotes and nothing else (a heading's marks and a colon aside) names the block that
/// follows it. In a block marked `console` a line that begins with `$ ` is typed, `> ` continues it, and what follows
/// is the exact output; `[exit 3]` at its end is the status when that is not 0.
struct TranscriptFile {
    struct Command {
        var typed: String
        var expected: [String]
        /// Of the first line of the output, counted from zero.
        var outputLine: Int
    }

    enum Part {
        case file(name: String, text: String)
        case command(Command)
    }

    var lines: [String]
    var parts: [Part] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        var name: String?
        while index < lines.count {
            if lines[index].hasPrefix("```") {
                // What is printed may have a block of three itself.
                let fence = String(lines[index].prefix { $0 == "`" })
                let end = lines[(index + 1)...].firstIndex { $0 == fence } ?? lines.count
                if lines[index] == fence + "console" {
                    readCommands(index + 1, end)
                } else if let name {
                    parts.append(.file(name: name, text: lines[(index + 1)..<end].map { $0 + "\n" }.joined()))
                }
                name = nil
                index = end + 1
            } else {
                name = Self.fileName(lines[index]) ?? (lines[index].isEmpty ? name : nil)
                index += 1
            }
        }
    }

    var commands: [Command] {
        parts.compactMap { part in
            switch part {
            case .file: nil
            case .command(let command): command
            }
        }
    }

    /// The text with other output in place of the old, in order of the commands.
    func replacing(_ outputs: [[String]]) -> String {
        var lines = lines
        for (command, output) in zip(commands, outputs).reversed() {
            lines.replaceSubrange(command.outputLine..<(command.outputLine + command.expected.count), with: output)
        }
        return lines.joined(separator: "\n")
    }

    private mutating func readCommands(_ start: Int, _ end: Int) {
        var index = start
        while index < end {
            var typed = String(lines[index].dropFirst(2))
            index += 1
            while index < end, lines[index].hasPrefix("> ") {
                typed += "\n" + lines[index].dropFirst(2)
                index += 1
            }
            let first = index
            while index < end, !lines[index].hasPrefix("$ ") { index += 1 }
            parts.append(.command(Command(typed: typed, expected: Array(lines[first..<index]), outputLine: first)))
        }
    }

    private static func fileName(_ line: String) -> String? {
        var text = line.drop { $0 == "#" || $0 == " " }
        if text.last == ":" { text.removeLast() }
        guard text.count > 2, text.first == "`", text.last == "`" else { return nil }
        let name = text.dropFirst().dropLast()
        return name.contains("`") || name.contains(" ") ? nil : String(name)
    }
}
