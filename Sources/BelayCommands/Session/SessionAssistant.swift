import BelayCompletion
import BelayLanguage
import BelayREPL
import BelayRuntime
import BelayWorkspace

/// Completions and hints while a statement is typed, from what the session knows by now.
final class SessionAssistant: LineAssistant {
    private let console: Console
    private var scope = CompletionScope()
    private var completer = Completer(CompletionScope())
    /// The lines of the entry before the one that is typed.
    var before = ""

    init(console: Console) {
        self.console = console
        let home = console.environment["HOME"] ?? ""
        let known = SSHNames(home: home)
        scope.hosts = known.hosts
        scope.users = ["root"] + [console.environment["USER"]].compactMap { $0 } + known.users
        scope.libraries = Self.libraries(console.surroundings)
        scope.home = home
        scope.files = { FileNames.all(startingWith: $0, home: home) }
    }

    func look(phrases: [Phrase], names: [Value.Field], jobs: [Int]) {
        scope.phrases = phrases
        scope.names = names.map { CompletionName(name: $0.name, value: $0.value) }
        completer = Completer(scope, jobs: jobs)
    }

    func hint(after line: String) -> LineHint? { completer.hint(after: before + line) }

    func completion(of line: String) -> LineCompletion { completer.completion(of: before + line) }

    /// In the `lib` folder here, on `BELAY_PATH`, and those that come with Belay.
    private static func libraries(_ surroundings: Surroundings) -> [String] {
        var folders = ["lib"]
        folders += (surroundings.environment["BELAY_PATH"] ?? "").split(separator: ":").map(String.init)
        if let bundled = BundledFolder(surroundings) { folders.append("\(bundled.path)/lib") }
        return Set(folders.flatMap(BundledFolder.names(in:))).sorted()
    }
}
