import BelaySource
import BelaySyntax

/// The entry of a runbook in a list. It is only parsed, so that a runbook with errors is listed too.
public struct ListedRunbook: Hashable, Sendable {
    public struct Parameter: Hashable, Sendable {
        public var name: String
        /// As it is written, such as `list of host`.
        public var type: String
        /// As it is written; nil when a value must be given.
        public var defaultValue: String?
        public var documentation: String
    }

    /// As it is named on the command line, such as `multi-master`.
    public var name: String
    public var path: String
    /// Empty if it has none.
    public var title: String
    public var documentation: String
    /// The lab that it is rehearsed in, as the runbook says it: `kops/three-masters`. Nil if it has none.
    public var lab: String?
    public var parameters: [Parameter]
    /// It has the word `runbook`: a library and a lab have not.
    public private(set) var isRunbook = false
    /// The reason why it cannot be read; the rest is empty then.
    public var problem: String?

    /// What it is about, as its lab tells: of `kops/three-masters` and `etcd-alone` that is `kops` and `etcd`.
    public var subject: String? { lab.map { String($0.prefix { $0 != "/" && $0 != "-" }) } }

    /// All bundled runbooks by name.
    public static func bundled(_ surroundings: Surroundings) -> [ListedRunbook] {
        guard let folder = BundledFolder(surroundings) else { return [] }
        return folder.names.map { ListedRunbook(name: $0, path: folder.path(of: $0)) }
    }

    /// - Parameter path: absolute.
    public init(name: String, path: String) {
        self.name = name
        self.path = path
        title = ""
        documentation = ""
        parameters = []
        do throws(FileProblem) {
            read(SourceText(file: FileNumber(0), name: path, bytes: try FileBytes(path).whole()))
        } catch {
            problem = error.words
        }
    }

    private mutating func read(_ source: SourceText) {
        for statement in Parser.parse(source).file.statements {
            switch statement {
            case .runbook(let runbook):
                isRunbook = true
                title = runbook.title.literal ?? ""
                documentation = runbook.documentation.compactMap(\.literal).joined(separator: " ")
            case .parameter(let parameter):
                parameters.append(
                    Parameter(
                        name: parameter.name.text, type: source.text(of: parameter.type.span),
                        defaultValue: parameter.defaultValue.map { source.text(of: $0.span) },
                        documentation: parameter.documentation?.literal ?? ""))
            case .rehearse(let rehearse): lab = source.text(of: rehearse.lab.span)
            default: break
            }
        }
    }
}
