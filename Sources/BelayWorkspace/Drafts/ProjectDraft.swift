/// A runbook of a kind to begin with, and what belongs to it: a library with its phrases, tests, values for its parameters, and a
/// workflow that checks all of them. It checks, it is formatted, and its tests pass.
public struct ProjectDraft: Sendable {
    /// What the runbook does.
    public enum Kind: String, CaseIterable, Sendable {
        case deploy
        case backup
        case rolling
        case triage

        /// In half a sentence, for help.
        public var words: String {
            switch self {
            case .deploy: "a release on one server after the other, and back when one fails"
            case .backup: "a folder packed, the archive proved, the oldest ones removed"
            case .rolling: "a package updated on some servers at a time"
            case .triage: "what is wrong with a server, as notes; only reads"
            }
        }
    }

    /// One file, by its path in the folder of the runbook.
    public struct File: Sendable {
        public var path: String
        public var text: String
        /// It says nothing of this runbook: one that is there does as well.
        public var isShared = false
    }

    struct Texts {
        var runbook: String
        var library: String
        var tests: String
        var parameters: String
    }

    public let files: [File]
    /// The path of the runbook among them.
    public let runbook: String
    public let parameters: String

    /// - Returns: nil for a name that no `use` and no `tests of` could say.
    public init?(_ kind: Kind, name: String) {
        guard LibrarySearch.isName(name) else { return nil }
        let title = RunbookDraft.title(of: name)
        let texts: Texts =
            switch kind {
            case .deploy: .deploy(name, title: title)
            case .backup: .backup(name, title: title)
            case .rolling: .rolling(name, title: title)
            case .triage: .triage(name, title: title)
            }
        runbook = "\(name).runbook"
        parameters = "\(name).params.yaml"
        files = [
            File(path: runbook, text: texts.runbook),
            File(path: "lib/\(name)-steps.runbook", text: texts.library),
            File(path: "tests/\(name).runbook", text: texts.tests),
            File(path: parameters, text: texts.parameters),
            File(path: ".github/workflows/runbooks.yml", text: Self.workflow, isShared: true),
        ]
    }

    private static let workflow = """
        name: runbooks
        on: [push, pull_request]

        permissions:
          contents: read

        jobs:
          runbooks:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - name: Install Belay
                run: |
                  # Where your organization has its releases of Belay.
                  gh release download --repo OWNER/belay --pattern 'belay-*-linux-x86_64.tar.gz'
                  sudo tar -C /usr/local --strip-components 1 -xzf belay-*.tar.gz
                env:
                  GH_TOKEN: ${{ github.token }}
              - run: belay check --format github .
              - run: belay fmt --check --diff .
              - run: belay test

        """
}
