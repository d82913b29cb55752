import BelaySource

/// A runbook out of a procedure for people. It names every command, and has a `todo` wherever the procedure does not say what a
/// runbook must: the checker refuses it until a person has decided each of them.
public struct ProcedureDraft: Sendable {
    /// Something that a person has to decide.
    public struct Decision: Sendable {
        /// Of the procedure, counted from 1.
        public var line: Int
        /// What it is about: a command in one line, or a heading.
        public var subject: String
    }

    public private(set) var text = ""
    public private(set) var decisions: [Decision] = []
    /// The names that the runbook is given, in the order in which they are met.
    public private(set) var parameters: [String] = []
    public private(set) var commandCount = 0
    public private(set) var readCount = 0
    public private(set) var phaseCount = 0

    private let procedure: Procedure
    /// The lines of the phase that is written.
    private var body: [String] = []
    private var phases: [String] = []
    private var phase: (title: String, line: Int)?
    private var isEmpty = true
    private var documentation = ""
    private var rows: [String: String] = [:]

    private static let indentation = "    "
    private static let width = 110

    public init(_ procedure: Procedure) {
        self.procedure = procedure
        for item in procedure.items { take(item) }
        endPhase()
        text = head + phases.joined(separator: "\n")
    }

    // MARK: - The file

    private var head: String {
        let title = Self.quoted(procedure.title)
        let what = documentation.isEmpty ? "A draft of \(procedure.file)." : documentation
        var lines = ["runbook \(title)", "    \(Self.quoted(what))", ""]
        for name in parameters {
            lines.append("param \(name): text\(rows[name] ?? "")")
        }
        if !parameters.isEmpty { lines.append("") }
        return lines.map { $0 + "\n" }.joined()
    }

    private mutating func take(_ item: Procedure.Item) {
        switch item.content {
        case .heading(let title):
            endPhase()
            phase = (title, item.line)
        case .prose(let text):
            if phase == nil, body.isEmpty, documentation.isEmpty, text.count < 400 {
                documentation = text
            } else {
                if !body.isEmpty { body.append("") }
                body += Self.comment(text)
            }
        case .command(let source, let prompt): take(ImportedCommand(source), source, prompt, item.line)
        case .assignment(let name, let value): take(name, value, item.line)
        }
    }

    private mutating func endPhase() {
        defer {
            body = []
            isEmpty = true
            phase = nil
        }
        if body.isEmpty, phase == nil { return }
        if isEmpty {
            // Words only: where there is a heading, somebody may have to do something.
            if let phase {
                decide("no command belongs to this: is something done here, and by whom?", phase.line, phase.title)
            } else {
                phases.append(body.map { $0.isEmpty ? "#\n" : $0.drop { $0 == " " } + "\n" }.joined())
                return
            }
        }
        phaseCount += 1
        let title = Self.quoted(phase?.title ?? procedure.title)
        let lines = body.map { $0.isEmpty ? "\n" : $0 + "\n" }.joined()
        phases.append("phase \(title) {\n\(lines)}\n")
    }

    private mutating func decide(_ question: String, _ line: Int, _ subject: String) {
        decisions.append(
            Decision(line: line, subject: subject.split(separator: "\n").first.map(String.init) ?? subject))
        body.append("\(Self.indentation)todo \(Self.quoted(question))")
    }

    // MARK: - Commands

    private mutating func take(_ command: ImportedCommand, _ source: String, _ prompt: String, _ line: Int) {
        commandCount += 1
        isEmpty = false
        let place = "\(Self.indentation)# \(procedure.file):\(line)" + (prompt.isEmpty ? "" : ", typed at \(prompt)")
        if case .prose? = previous(line) {} else if !body.isEmpty { body.append("") }
        add(command.parameters, line)
        switch command.sign {
        case .session:
            let words = source.split(separator: "\n").map { "\(Self.indentation)# \($0)" }
            body.append(place)
            body += words
            decide(Self.question(aboutSession: source), line, source)
        case .reads:
            readCount += 1
            body.append(place)
            body.append("\(Self.indentation)? \(command.written(indentation: Self.indentation))")
        case .undecided:
            body.append(place)
            decide(
                "does it read (?), change ($) or destroy (!), where does it run, and how is it undone?", line, source)
            body.append("\(Self.indentation)$ \(command.written(indentation: Self.indentation))")
        }
    }

    private static func question(aboutSession source: String) -> String {
        let program = source.split(separator: " ").first ?? ""
        switch program {
        case "exit", "logout": return "here that ends: close the block of its place"
        case "ssh", "sudo", "su": return "from here on it is typed there: put it into a block `on HOST as USER { }`"
        case "tail", "less", "more", "top", "htop":
            return "somebody watches this: what is waited for (await), and what must be true (expect)?"
        default: return "somebody types into this: write what is typed as commands, as `edit yaml`, or as a manual step"
        }
    }

    private func previous(_ line: Int) -> Procedure.Item.Content? {
        procedure.items.last { $0.line < line }?.content
    }

    /// `NAME=VALUE` of a script: a parameter, or a name.
    private mutating func take(_ name: String, _ value: String, _ line: Int) {
        let known = ImportedCommand.name(name)
        if let match = value.wholeMatch(of: /\$\(([^()]*)\)/) {
            commandCount += 1
            isEmpty = false
            let source = String(match.output.1)
            let command = ImportedCommand(source)
            add(command.parameters, line)
            if !body.isEmpty { body.append("") }
            body.append("\(Self.indentation)# \(procedure.file):\(line)")
            if case .reads = command.sign {
                readCount += 1
                body.append("\(Self.indentation)let \(known) = ? \(command.written(indentation: Self.indentation))")
            } else {
                decide("does it only read (?), or does it change something ($)?", line, source)
                body.append("\(Self.indentation)let \(known) = $ \(command.written(indentation: Self.indentation))")
            }
            return
        }
        var text = value
        if let match = value.wholeMatch(of: /\$\{?(\w+)(?::-([^}]*))?\}?/) {
            text = match.output.2.map(String.init) ?? ""
        } else if let first = value.first, first == "\"" || first == "'", value.last == first, value.count > 1 {
            text = String(value.dropFirst().dropLast())
        }
        let isComplete = !text.isEmpty && !text.contains("$") && !text.contains("`")
        let what = value.contains("$") && !isComplete && !value.contains(":-") ? "`\(value)` there, " : ""
        add([known], line, defaultValue: isComplete ? Self.quoted(text) : nil, words: what)
    }

    private mutating func add(_ names: [String], _ line: Int, defaultValue: String? = nil, words: String = "") {
        for name in names where !parameters.contains(name) && !isBound(name) {
            parameters.append(name)
            let value = defaultValue.map { " = \($0)" } ?? ""
            rows[name] = "\(value)     \(Self.quoted("\(words)\(procedure.file):\(line)"))"
        }
    }

    /// An earlier `let` of the runbook has it.
    private func isBound(_ name: String) -> Bool {
        let start = "\(Self.indentation)let \(name) ="
        return body.contains { $0.hasPrefix(start) } || phases.contains { $0.contains("\n\(start)") }
    }

    // MARK: - Text

    /// A string of Belay that is this text.
    static func quoted(_ text: String) -> String {
        var escaped = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "\\", "\"": escaped += "\\\(character)"
            case "$" where rest.first.map { $0.isLetter || $0 == "{" } ?? false: escaped += "\\$"
            case "\t": escaped += " "
            default: escaped.append(character)
            }
        }
        return "\"\(escaped)\""
    }

    /// As comments, wrapped.
    private static func comment(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return (lines + [line]).map { "\(indentation)# \($0)" }
    }
}
