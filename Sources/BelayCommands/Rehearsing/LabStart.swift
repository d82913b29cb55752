import BelayLab
import BelayWorkspace
import Glibc

/// From a process of the machine to the same command in a lab. This process becomes the lab's outermost one, so that the
/// lab ends with it, however it ends.
struct LabStart {
    let options: RehearsalOptions
    let lab: any NamedLab
    let console: Console

    /// Only returns by failing.
    func become() throws(UserError) -> UserError {
        var options = options
        options.etcd = options.etcd.map { $0.hasPrefix("/") ? $0 : "\(console.surroundings.workingFolder)/\($0)" }
        let missing = lab.missing(options)
        if let first = missing.first {
            return UserError(message: first, help: Array(missing.dropFirst()) + ["nothing was run"])
        }
        let program = console.surroundings.executable
        let slash = program.lastIndex(of: "/") ?? program.endIndex
        var request = try lab.request(options)
        request.places = places + [program] + [options.etcd].compactMap { $0 }
        request.command = [program] + options.words
        do throws(LabFailure) {
            try RehearsalLab.become(request, program: program[..<slash] + "/belay-lab")
        } catch {
            return UserError(message: error.message, help: ["belay-lab is expected in the same folder as belay"])
        }
    }

    /// Folders that the command reads: the runbook's, those of libraries, and that of its parameters.
    private var places: [String] {
        let surroundings = console.surroundings
        let libraries = (surroundings.environment["BELAY_PATH"] ?? "").split(separator: ":").map(String.init)
        let paths = [options.arguments.runbook] + options.arguments.files + libraries
        return paths.map { path in
            let whole = path.hasPrefix("/") ? path : "\(surroundings.workingFolder)/\(path)"
            return whole.hasSuffix(".runbook") ? String(whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)]) : whole
        }
    }
}
