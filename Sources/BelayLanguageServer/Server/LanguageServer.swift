import BelayData
import BelayRPC
import BelayWorkspace

/// Answers the messages of one client, one after the other. What it has to say it hands over; it reads and writes nothing but
/// the files of runbooks, and runs none of their commands.
final class LanguageServer {
    private enum State {
        case fresh
        case running
        case shutDown
    }

    private struct Said: Equatable {
        var diagnostics: [DataValue]
        /// Of a document that is open.
        var version: Int?
    }

    private let surroundings: Surroundings
    private let labs: BuiltInLabs
    private let version: String
    private let format: FormattingFeature.Format?
    private let send: (OutgoingMessage) -> Void
    private var state = State.fresh
    private(set) var project: Project
    private(set) var client = ClientCapabilities()
    /// By path what was published last.
    private var published: [String: Said] = [:]
    /// Something has come since then that may change it.
    private(set) var hasNews = false
    /// Ids of requests that the client no longer wants.
    var cancelled: Set<DataValue> = []
    /// Set by `exit`: the status to end with.
    private(set) var exitStatus: Int32?

    init(
        _ surroundings: Surroundings, labs: BuiltInLabs, version: String, format: FormattingFeature.Format?,
        send: @escaping (OutgoingMessage) -> Void
    ) {
        self.surroundings = surroundings
        self.labs = labs
        self.version = version
        self.format = format
        self.send = send
        project = Project(surroundings, labs: labs, folders: [], .utf16)
    }

    func receive(_ message: ClientMessage) {
        switch message {
        case .response: break
        case .invalid(let id, let error): send(.error(id: id, error))
        case .notification(let method, let params): note(method, params)
        case .request(let id, let method, let params):
            if cancelled.remove(id) != nil {
                send(.error(id: id, ResponseError(.requestCancelled, "cancelled by the client")))
                return
            }
            do throws(ResponseError) {
                send(.result(id: id, try answer(method, params)))
            } catch {
                send(.error(id: id, error))
            }
        }
    }

    // MARK: - Requests

    private func answer(_ method: String, _ params: Parameters) throws(ResponseError) -> DataValue {
        switch (state, method) {
        case (.fresh, "initialize"): return initialize(params)
        case (.fresh, _): throw ResponseError(.serverNotInitialized, "the first request is `initialize`")
        case (.running, "initialize"), (.shutDown, "initialize"):
            throw ResponseError(.invalidRequest, "`initialize` comes once")
        case (.shutDown, _): throw ResponseError(.invalidRequest, "after `shutdown` only `exit` may come")
        case (.running, "shutdown"):
            state = .shutDown
            return .null
        case (.running, _):
            return try Features(project: project, client: client, formatting: format.map(FormattingFeature.init))
                .answer(method, params)
        }
    }

    private func initialize(_ params: Parameters) -> DataValue {
        client = ClientCapabilities(params)
        let folders = params["workspaceFolders"]?.array?.compactMap { $0["uri"]?.string } ?? []
        let root = params["rootUri"]?.string.map { [$0] } ?? []
        let paths = (folders.isEmpty ? root : folders).map { DocumentURI($0).path }
        project = Project(surroundings, labs: labs, folders: paths, client.encoding)
        state = .running
        return [
            "capabilities": ServerCapabilities.data(client.encoding, formats: format != nil),
            "serverInfo": ["name": "belay", "version": .string(version)],
        ]
    }

    // MARK: - Notifications

    private func note(_ method: String, _ params: Parameters) {
        if method == "exit" {
            exitStatus = state == .shutDown ? 0 : 1
            return
        }
        // Before `initialize` they are dropped, as the specification wants it.
        guard state == .running else { return }
        hasNews = true
        do throws(ResponseError) {
            try take(method, params)
        } catch {
            log("\(method): \(error.message)")
        }
    }

    private func take(_ method: String, _ params: Parameters) throws(ResponseError) {
        switch method {
        case "textDocument/didOpen":
            let document = try params.inner("textDocument")
            project.open(
                OpenDocument(
                    uri: DocumentURI(try document.string("uri")), version: document["version"]?.int ?? 0,
                    text: try document.string("text"), client.encoding))
        case "textDocument/didChange":
            var changes: [TextChange] = []
            for change in try params.list("contentChanges") { changes.append(try TextChange(change)) }
            let uri = try params.document()
            let version = try params.inner("textDocument")["version"]?.int ?? 0
            if !project.change(uri, changes, version: version) {
                throw ResponseError(.invalidParams, "\(uri.text) is not open")
            }
        case "textDocument/didClose": project.close(try params.document())
        case "textDocument/didSave": project.noteChange(of: try params.document().path)
        case "workspace/didChangeWatchedFiles":
            for change in try params.list("changes") {
                project.noteChange(of: DocumentURI(try change.string("uri")).path)
            }
        case "workspace/didChangeWorkspaceFolders":
            let event = try params.inner("event")
            let removed = (event["removed"]?.array ?? []).compactMap { $0["uri"]?.string }.map { DocumentURI($0).path }
            let added = (event["added"]?.array ?? []).compactMap { $0["uri"]?.string }.map { DocumentURI($0).path }
            project.folders = project.folders.filter { !removed.contains($0) } + added
        // A notification that nobody knows is no error.
        default: break
        }
    }

    private func log(_ text: String) {
        send(.notification(method: "window/logMessage", params: ["type": 2, "message": .string(text)]))
    }

    // MARK: - Diagnostics

    /// Says what is wrong now, of each document that has another version or other problems than when that was said last.
    func publish() {
        guard state == .running else { return }
        hasNews = false
        let found = DiagnosticsFeature.all(in: project)
        for path in Set(found.keys).union(published.keys).sorted() {
            let now = Said(diagnostics: found[path] ?? [], version: project.documents[path]?.version)
            if now == published[path] { continue }
            send(.notification(method: "textDocument/publishDiagnostics", params: message(now.diagnostics, of: path)))
            published[path] = now.version == nil && now.diagnostics.isEmpty ? nil : now
        }
        project.dropReplaced()
    }

    private func message(_ diagnostics: [DataValue], of path: String) -> DataValue {
        var params = DataValue.Object()
        params["uri"] = .string(project.address(of: path).text)
        if let document = project.documents[path] { params["version"] = .number(document.version) }
        params["diagnostics"] = .array(diagnostics)
        return .object(params)
    }
}
