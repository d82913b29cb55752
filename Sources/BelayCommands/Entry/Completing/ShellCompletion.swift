import BelayLab
import BelayLanguage
import BelayReporting
import BelaySystem
import BelayWorkspace

/// What can stand at the end of a command line of Belay.
struct ShellCompletion {
    struct Candidate: Hashable {
        /// The whole word. One that ends in `=`, `@` or `/` is not over.
        var word: String
        /// Shown next to it; may be empty.
        var words = ""
    }

    let console: Console
    let table: CommandTable

    /// - Parameter words: the words behind `belay` up to the cursor; the last is the one that is typed, and may be empty.
    func candidates(for words: [String]) -> [Candidate] {
        let typed = words.last ?? ""
        return all(words, typed).filter { $0.word.utf8.starts(with: typed.utf8) }
    }

    private func all(_ words: [String], _ typed: String) -> [Candidate] {
        guard let name = words.first, words.count > 1 else {
            return table.commands.map { Candidate(word: $0.name, words: $0.abstract) }
        }
        guard let command = table.command(name) else {
            return name == "help" ? table.commands.map { Candidate(word: $0.name, words: $0.abstract) } : []
        }
        let before = Array(words.dropFirst().dropLast())
        if let last = before.last, let option = command.options.first(where: { $0.names.contains(last) }),
            option.takesValue
        {
            return values(of: option, named: last, in: command.name, positionals(before.dropLast(), command), typed)
        }
        if typed.hasPrefix("-"), !before.contains("--") {
            return command.options.filter { $0.isRepeating || Set($0.names).isDisjoint(with: before) }
                .flatMap { option in option.names.map { Candidate(word: $0, words: option.abstract) } }
        }
        return operands(of: command.name, after: positionals(before[...], command), typed)
    }

    /// The words that are neither options nor the values of some.
    private func positionals(_ words: ArraySlice<String>, _ command: CommandTable.Command) -> [String] {
        var found: [String] = []
        var isValue = false
        var isOver = false
        for word in words {
            if isValue {
                isValue = false
            } else if word == "--", !isOver {
                isOver = true
            } else if word.hasPrefix("-"), !isOver {
                isValue = command.options.contains { $0.names.contains(word) && $0.takesValue }
            } else {
                found.append(word)
            }
        }
        return found
    }

    // MARK: - Options

    private func values(
        of option: CommandTable.Option, named name: String, in command: String, _ positionals: [String], _ typed: String
    ) -> [Candidate] {
        let runbook = positionals.first
        switch name {
        case "--break": return struck(runbook, typed)
        case "--fault": return faults(runbook)
        case "--at", "--step": return steps(runbook)
        case "--confirm": return steps(runbook).map { Candidate(word: $0.word + "=", words: $0.words) }
        case "--in": return runbooks(typed)
        default: break
        }
        if !option.values.isEmpty { return option.values.map { Candidate(word: $0) } }
        return option.isFile ? files(typed) : []
    }

    /// A fault, then where it strikes.
    private func struck(_ runbook: String?, _ typed: String) -> [Candidate] {
        guard let at = typed.firstIndex(of: "@") else {
            return faults(runbook).map { Candidate(word: $0.word + "@", words: $0.words) }
        }
        return steps(runbook).map { Candidate(word: typed[...at] + $0.word, words: $0.words) }
    }

    private func faults(_ runbook: String?) -> [Candidate] {
        guard let runbook, let workspace = try? Workspace.load(runbook, console.surroundings),
            let name = workspace.program?.lab, let lab = try? lab(name, of: workspace)
        else { return [] }
        return lab.faults.map { Candidate(word: $0.name, words: $0.explanation) }
    }

    private func lab(_ name: String, of workspace: Workspace) throws -> any NamedLab {
        if let beginning = KopsRehearsal.beginning(inLab: name) { return NamedKopsLab(beginning: beginning) }
        let path = try LabFinder(console.surroundings, builtIn: .kops).path(of: name, for: workspace.path)
        return try WrittenLab(path: path, on: console)
    }

    private func steps(_ runbook: String?) -> [Candidate] {
        guard let runbook, let program = (try? Workspace.load(runbook, console.surroundings))?.program else {
            return []
        }
        return RunbookManual(program, name: runbook, isLibrary: false).steps
            .map { Candidate(word: $0.number, words: $0.words) }
    }

    // MARK: - Operands

    private func operands(of command: String, after positionals: [String], _ typed: String) -> [Candidate] {
        switch command {
        case "run", "plan", "rehearse", "repl":
            guard let runbook = positionals.first else {
                return (command == "run" ? plans(typed) : []) + runbooks(typed)
            }
            return parameters(of: runbook, given: positionals.dropFirst(), typed)
        case "resume":
            return positionals.isEmpty ? Completion.runs().map { Candidate(word: $0) } : []
        case "show", "approve", "reject":
            return positionals.isEmpty ? plans(typed) + Completion.runs().map { Candidate(word: $0) } : []
        case "diff": return plans(typed)
        case "report", "abandon":
            return positionals.isEmpty ? Completion.runs().map { Candidate(word: $0) } : []
        case "check": return runbooks(typed)
        case "doc": return positionals.isEmpty ? runbooks(typed) : []
        case "list":
            return ListedRunbook.bundled(console.surroundings).map { Candidate(word: $0.name, words: $0.title) }
        case "fmt", "test", "lab", "init": return FileNames.runbooks(startingWith: typed).map { Candidate(word: $0) }
        case "import": return files(typed)
        case "explain": return codes
        case "runs":
            return ListedRunbook.bundled(console.surroundings).map { Candidate(word: $0.name, words: $0.title) }
        default: return []
        }
    }

    private func plans(_ typed: String) -> [Candidate] {
        FileNames.all(startingWith: typed, home: "").filter { $0.hasSuffix(".plan") }.map { Candidate(word: $0) }
    }

    private var codes: [Candidate] {
        guard let pages = DiagnosticPages(console.surroundings) else { return [] }
        return pages.codes.map { code in
            Candidate(word: code, words: pages.text(of: code).map { DiagnosticPage(code: code, text: $0).title } ?? "")
        }
    }

    private func runbooks(_ typed: String) -> [Candidate] {
        ListedRunbook.bundled(console.surroundings).map { Candidate(word: $0.name, words: $0.title) }
            + FileNames.runbooks(startingWith: typed).map { Candidate(word: $0) }
    }

    private func files(_ typed: String) -> [Candidate] {
        FileNames.all(startingWith: typed, home: console.environment["HOME"] ?? "").map { Candidate(word: $0) }
    }

    // MARK: - Parameters

    /// The names that are not given yet; behind `name=` what it may be, as far as its type says that.
    private func parameters(of runbook: String, given: ArraySlice<String>, _ typed: String) -> [Candidate] {
        guard let program = (try? Workspace.load(runbook, console.surroundings))?.program else { return [] }
        guard let sign = typed.firstIndex(of: "=") else {
            let names = Set(given.map { String($0.prefix { $0 != "=" }) })
            return program.parameters.filter { !names.contains($0.name) }.map { parameter in
                let type = parameter.type.name
                return Candidate(
                    word: parameter.name + "=",
                    words: parameter.documentation.isEmpty ? type : "\(type): \(parameter.documentation)")
            }
        }
        let name = typed[...sign]
        guard let parameter = program.parameters.first(where: { "\($0.name)=" == name }) else { return [] }
        let value = String(typed[typed.index(after: sign)...])
        switch parameter.type {
        case .flag: return ["yes", "no"].map { Candidate(word: name + $0) }
        case .choice(let words): return words.map { Candidate(word: name + $0) }
        case .path: return files(value).map { Candidate(word: name + $0.word) }
        case .text, .number, .duration, .time, .host, .secret, .record, .list, .any: return []
        }
    }
}
