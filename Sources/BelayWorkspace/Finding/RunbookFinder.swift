import BelaySource
import BelaySystem

/// From an argument of the command line to the path of a runbook.
struct RunbookFinder {
    let surroundings: Surroundings

    /// With a slash or the ending `.runbook` it is a file. Otherwise it is the name of a bundled runbook or, if there
    /// is none, a file after all.
    func path(of argument: String) throws(WorkspaceFailure) -> String {
        if argument.contains("/") || argument.hasSuffix(BundledFolder.ending) { return argument }
        let bundled = BundledFolder(surroundings)
        if !argument.isEmpty, let path = bundled?.path(of: argument), File.exists(path) { return path }
        if File.exists(surroundings.absolute(argument)) { return argument }
        throw WorkspaceFailure(
            message: "there is no file or bundled runbook `\(argument)`", help: help(argument, bundled))
    }

    private func help(_ argument: String, _ bundled: BundledFolder?) -> [String] {
        let withEnding = argument + BundledFolder.ending
        if File.exists(surroundings.absolute(withEnding)) { return [withEnding] }
        guard let bundled else { return ["the bundled runbooks were not found; set BELAY_RUNBOOKS to their folder"] }
        if let nearest = NameSuggestion.nearest(to: argument, among: bundled.names) { return [nearest] }
        return bundled.names.isEmpty ? [] : ["the bundled runbooks are \(bundled.names.joined(separator: ", "))"]
    }

    /// The reason why a file cannot be used as a runbook.
    func failure(_ problem: FileProblem, reading path: String) -> WorkspaceFailure {
        var help: [String] = []
        if problem == .missing { help = nearby(path).map { [$0] } ?? [] }
        if problem == .folder {
            let names = BundledFolder.names(in: surroundings.absolute(path))
            let folder = path.hasSuffix("/") ? path : path + "/"
            help = names.prefix(5).map { folder + $0 + BundledFolder.ending }
        }
        return WorkspaceFailure(message: "\(path) \(problem.words)", help: help)
    }

    /// A runbook of a like name in the same folder.
    private func nearby(_ path: String) -> String? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let names = BundledFolder.names(in: surroundings.absolute(folder))
            .map { $0 + BundledFolder.ending }
        return NameSuggestion.nearest(to: name, among: names).map { folder + $0 }
    }
}
