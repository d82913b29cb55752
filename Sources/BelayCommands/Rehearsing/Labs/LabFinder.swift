import BelayLab
import BelayWorkspace

/// From what a runbook names with `rehearse in` to the lab.
struct LabFinder {
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
                help: ClusterKind.allCases.map { "rehearse in \(KopsRehearsal.name)/\($0.rawValue)" })
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
}
