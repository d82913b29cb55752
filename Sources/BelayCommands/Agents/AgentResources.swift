import BelayAgentServer
import BelayData
import BelayJournal
import BelaySource
import BelaySystem
import BelayWorkspace

/// What an agent can read: the language's reference, the pages about diagnostics, runbooks, and what runs have done.
struct AgentResources {
    private enum Kind: String {
        case runbook
        case run
        case diagnostic
    }

    static let language = "belay://language"

    static func address(ofRun id: String) -> String { address(.run, id) }

    private static func address(_ kind: Kind, _ name: String) -> String {
        "belay://\(kind.rawValue)/\(PercentEncoding.encode(name.utf8))"
    }

    /// The newest runs that are listed; each can be read.
    private static let mostRuns = 100

    private let desk: AgentDesk

    init(_ desk: AgentDesk) { self.desk = desk }

    private var surroundings: Surroundings { desk.console.surroundings }

    var templates: [Resource] {
        [
            Resource(
                "belay://runbook/{name}", name: "runbook",
                description: "The text of a runbook, by the name that it has here.",
                form: .plain),
            Resource("belay://run/{id}", name: "run", description: "What a run has done.", form: .markdown),
            Resource(
                "belay://diagnostic/{code}", name: "diagnostic",
                description: "Why something is refused or warned of, with an example and what to write instead.",
                form: .markdown),
        ]
    }

    func all() throws(ToolRefusal) -> [Resource] {
        let language = LanguageReference(surroundings).map { _ in reference }
        let runbooks = ListedRunbook.here(surroundings) + ListedRunbook.bundled(surroundings)
        return [language].compactMap(\.self) + runbooks.map(resource) + (try runs())
    }

    /// Nil where there is nothing at this address.
    func read(_ uri: String) throws(ToolRefusal) -> (resource: Resource, text: String)? {
        if uri == Self.language {
            guard let text = LanguageReference(surroundings)?.text else { return nil }
            return (reference, text)
        }
        let scheme = "belay://"
        guard uri.hasPrefix(scheme) else { return nil }
        let parts = uri.dropFirst(scheme.count).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])),
            let name = PercentEncoding.decode(parts[1].utf8), !name.isEmpty, !name.utf8.contains(0)
        else { return nil }
        return try read(kind, name, at: uri)
    }

    private func read(
        _ kind: Kind, _ name: String, at uri: String
    ) throws(ToolRefusal) -> (resource: Resource, text: String)? {
        switch kind {
        case .runbook:
            // Those that cannot be named are not there.
            guard let named = try? desk.folder.runbook(name),
                let text = try? CheckedFile(named, on: desk.console).workspace.sources.first
            else { return nil }
            let resource = Resource(uri, name: name, description: "A runbook.", form: .plain)
            return (resource, String(decoding: text.bytes, as: UTF8.self))
        case .run:
            guard let folder = try? RunCatalogue(desk.state).find(name), folder.id == name else { return nil }
            let resource = Resource(uri, name: name, description: "What a run has done.", form: .markdown)
            return (resource, try desk.report(of: folder))
        case .diagnostic:
            guard let pages = DiagnosticPages(surroundings), let code = pages.code(meant: name),
                let text = pages.text(of: code)
            else { return nil }
            return (Resource(uri, name: code, description: "About a diagnostic.", form: .markdown), text)
        }
    }

    // MARK: - What is listed

    private var reference: Resource {
        Resource(
            Self.language, name: "language", description: "The language of runbooks, all of it, with examples.",
            form: .markdown)
    }

    private func resource(_ listed: ListedRunbook) -> Resource {
        Resource(
            Self.address(.runbook, listed.name), name: listed.name, description: listed.problem ?? listed.title,
            form: .plain)
    }

    private func runs() throws(ToolRefusal) -> [Resource] {
        do throws(StateFailure) {
            let summaries = try RunCatalogue(desk.state).summaries(now: desk.console.clock.timestamp)
            return summaries.suffix(Self.mostRuns).reversed().map { summary in
                Resource(
                    Self.address(ofRun: summary.id), name: summary.id,
                    description: "\(summary.stateWords): \(summary.subject)", form: .markdown)
            }
        } catch {
            throw ToolRefusal(error)
        }
    }
}
