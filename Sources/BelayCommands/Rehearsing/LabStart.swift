import BelayLab
import BelaySystem
import BelayWorkspace
import Glibc

/// From a process of the machine to the same command in a lab. This process becomes the lab's outermost one, so that the
/// lab ends with it, however it ends.
struct LabStart {
    let options: RehearsalOptions
    let lab: any NamedLab
    let console: Console

    /// Only returns by failing.
    /// - Parameter words: the command in it, behind the program's name; nil for the same rehearsal.
    func become(_ words: [String]? = nil) throws(UserError) -> UserError {
        var options = options
        options.etcd = options.etcd.map(absolute)
        let missing = lab.missing(options)
        if let first = missing.first {
            return UserError(message: first, help: Array(missing.dropFirst()) + ["nothing was run"])
        }
        let program = console.surroundings.executable
        let slash = program.lastIndex(of: "/") ?? program.endIndex
        var request = try lab.request(options)
        request.places = places + [program] + [options.etcd].compactMap { $0 }
        request.command = [program] + (words ?? options.words)
        request.kept = try options.keepFiles.map { (folder) throws(UserError) in try made(folder) }
        request.shared = [try sharedFolder(), RehearsalTimes.folder(on: console)].compactMap(\.self)
        do throws(LabFailure) {
            try RehearsalLab.become(request, program: program[..<slash] + "/belay-lab")
        } catch {
            return UserError(message: error.message, help: ["belay-lab is expected in the same folder as belay"])
        }
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(console.surroundings.workingFolder)/\(path)"
    }

    private func made(_ folder: String) throws(UserError) -> String {
        do throws(SystemError) {
            try Folder.make(absolute(folder), mode: 0o755)
            return absolute(folder)
        } catch {
            throw UserError(message: "cannot make the folder \(folder): \(error.words)")
        }
    }

    /// The one folder of this machine that the lab may write to: that of the record, of the report, or of both.
    private func sharedFolder() throws(UserError) -> String? {
        let files = [("--record", options.recording.record), ("--report", options.reporting.report)]
        var shared: String?
        for (option, file) in files {
            guard let file else { continue }
            let folder = try self.folder(of: file, option)
            if let shared, shared != folder {
                throw UserError(status: .usage, message: "a rehearsal writes its record and its report to one folder")
            }
            shared = folder
        }
        return shared
    }

    /// It is made where it is not there. The working folder and those around it are not for that.
    private func folder(of file: String, _ option: String) throws(UserError) -> String {
        let folder = Folder.parent(of: console.surroundings.absolute(file)) ?? "/"
        guard !"\(console.surroundings.workingFolder)/".hasPrefix(folder == "/" ? "/" : "\(folder)/") else {
            let noun = option.dropFirst(2)
            throw UserError(
                status: .usage, message: "a rehearsal writes its \(noun) to a folder of its own",
                help: ["\(option) \(noun)ed/\(file.split(separator: "/").last ?? "FILE")"])
        }
        do throws(SystemError) {
            try Folder.make(folder, mode: 0o777)
        } catch {
            throw UserError(message: "\(folder) cannot be made: \(error.words)")
        }
        return folder
    }

    /// Folders that the command reads: the runbook's, those of libraries, and that of its parameters.
    private var places: [String] {
        let surroundings = console.surroundings
        let libraries = (surroundings.environment["BELAY_PATH"] ?? "").split(separator: ":").map(String.init)
        let paths = [options.arguments.runbook] + options.arguments.files + libraries
        return paths.map { path in
            let whole = absolute(path)
            return whole.hasSuffix(".runbook") ? String(whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)]) : whole
        }
    }
}
