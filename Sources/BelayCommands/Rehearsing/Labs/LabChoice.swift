import BelayLanguage
import BelayLab
import BelaySource
import BelayWorkspace

/// From what a runbook names with `rehearse in` to the lab.
struct LabChoice {
    let options: RehearsalOptions
    let console: Console

    func lab(of runbook: LoadedRunbook) throws(UserError) -> any NamedLab {
        guard let name = runbook.program.lab else {
            throw UserError(
                message: "\(runbook.name) does not name the lab that it can be rehearsed in",
                help: ["write in it: rehearse in \(KopsRehearsal.name)"])
        }
        if name.split(separator: "/").first.map(String.init) == KopsRehearsal.name { return try kops(name) }
        return try written(name, for: runbook)
    }

    private func kops(_ name: String) throws(UserError) -> NamedKopsLab {
        guard let usual = KopsRehearsal.beginning(inLab: name) else {
            throw UserError(
                message: "there is no lab `\(name)`",
                help: ["rehearse in \(KopsRehearsal.name)"]
                    + ClusterKind.allCases.dropFirst().map { "rehearse in \(KopsRehearsal.name)/\($0.rawValue)" })
        }
        guard let begin = options.begin else { return NamedKopsLab(beginning: usual) }
        do throws(Beginning.Problem) {
            return NamedKopsLab(beginning: try Beginning(begin))
        } catch {
            throw UserError(status: .usage, message: error.sentence, help: Self.help(for: error))
        }
    }

    private static func help(for problem: Beginning.Problem) -> [String] {
        switch problem {
        case .unknown: UserError.columns(ClusterKind.allCases.map { ($0.rawValue, $0.explanation) })
        case .contradiction, .twice: ["name one of them: --begin takes several kinds that say different things"]
        }
    }

    private func written(_ name: String, for runbook: LoadedRunbook) throws(UserError) -> WrittenLab {
        let finder = LabFinder(console.surroundings, builtIn: .kops)
        let path: String
        do throws(WorkspaceFailure) {
            path = try finder.path(of: name, for: runbook.workspace.path)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        let check = LabCheck(of: runbook.workspace, finder)
        show(check, with: runbook)
        let errors = (check.ofRunbook + check.ofLab).contains { $0.severity == .error }
        if errors { throw UserError(message: "\(runbook.name) cannot be rehearsed in \(name); nothing was run") }
        return try WrittenLab(path: path, on: console)
    }

    private func show(_ check: LabCheck, with runbook: LoadedRunbook) {
        if RehearsalLab.isHere { return }
        for (diagnostics, sources) in [
            (check.ofRunbook, runbook.workspace.sources), (check.ofLab, check.lab?.sources ?? []),
        ] where !diagnostics.isEmpty {
            DiagnosticView(sources: sources, display: options.run.display, console: console)
                .show(diagnostics, isMain: false)
        }
    }
}
