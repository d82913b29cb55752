import BelayCompletion
import BelayLanguage
import BelayREPL
import BelayRuntime
import BelaySystem
import BelayWorkspace

/// Completions and hints while a statement is typed, from what the session knows by now.
final class SessionAssistant: LineAssistant {
    private let console: Console
    private let paint: LinePaint
    private var scope = CompletionScope()
    private var completer = Completer(CompletionScope())
    /// The lines of the entry before the one that is typed.
    var before = ""
    /// What was entered before, oldest first.
    private var entries: [String] = []

    init(console: Console) {
        self.console = console
        paint = LinePaint(palette: console.palette(.auto, for: console.output))
        let home = console.environment["HOME"] ?? ""
        let known = SSHNames(home: home)
        scope.hosts = known.hosts
        scope.users = ["root"] + [console.environment["USER"]].compactMap { $0 } + known.users
        scope.libraries = Self.libraries(console.surroundings)
        scope.home = home
        scope.files = { FileNames.all(startingWith: $0, home: home) }
        let programs = console.surroundings.programs
        scope.programs = { programs.names(startingWith: $0) }
    }

    func look(phrases: [Phrase], names: [Value.Field], jobs: [Int]) {
        scope.phrases = phrases
        scope.names = names.map { CompletionName(name: $0.name, value: $0.value) }
        completer = Completer(scope, jobs: jobs)
    }

    /// The rest of the only phrase that begins so, else of the last entry that did.
    func hint(after line: String) -> LineHint? {
        if let hint = completer.hint(after: before + line) { return hint }
        guard before.isEmpty, line.count >= Self.shortestBeginning,
            let entry = entries.last(where: { $0.count > line.count && $0.hasPrefix(line) })
        else { return nil }
        return LineHint(taken: String(entry.dropFirst(line.count)), shown: "")
    }

    /// Of an entry that is suggested: anything would do for a letter or two.
    private static let shortestBeginning = 3

    /// Suggested from now on, when somebody begins the same way. One of several lines is not.
    func remember(_ entry: String) {
        if !entry.contains(where: \.isNewline) { entries.append(entry) }
    }

    func painted(_ line: String) -> String? { paint.painted(line, after: before) }

    func completion(of line: String) -> LineCompletion { completer.completion(of: before + line) }

    /// In the `lib` folder here, on `BELAY_PATH`, and those that come with Belay.
    private static func libraries(_ surroundings: Surroundings) -> [String] {
        var folders = ["lib"]
        folders += (surroundings.environment["BELAY_PATH"] ?? "").split(separator: ":").map(String.init)
        if let bundled = BundledFolder(surroundings) { folders.append("\(bundled.path)/lib") }
        return Set(folders.flatMap(BundledFolder.names(in:))).sorted()
    }
}
