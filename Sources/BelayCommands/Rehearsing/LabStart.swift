import BelayLab
import BelaySystem
import BelayWorkspace
import Glibc

/// From a process of the machine to the same command in a lab. This process becomes the lab's outermost one, so that the
/// lab ends with it, however it ends.
struct LabStart {
    let options: RehearsalOptions
    let beginning: Beginning
    let console: Console

    /// Only returns by failing.
    func become() throws(UserError) -> UserError {
        let folder = options.etcd.map { $0.hasPrefix("/") ? $0 : "\(console.surroundings.workingFolder)/\($0)" }
        let missing = RehearsalLab.missing(etcdFolder: folder)
        if let first = missing.first {
            return UserError(message: first, help: Array(missing.dropFirst()) + ["nothing was run"])
        }
        let program = console.surroundings.executable
        let slash = program.lastIndex(of: "/") ?? program.endIndex
        let lab = program[..<slash] + "/belay-lab"
        var request = LabRequest()
        request.keys = 300
        request.seed = options.seed
        request.etcdFolder = folder
        request.beginning = beginning
        request.bootSeconds = try options.bootSeconds()
        request.isAPIKept = options.apiWithoutQuorum
        request.isWritten = true
        request.places = places + [program] + [folder].compactMap { $0 }
        if let record = options.recording.record { request.shared = try self.folder(ofRecord: record) }
        request.command = [program] + options.words
        do throws(LabFailure) {
            try RehearsalLab.become(request, program: String(lab))
        } catch {
            return UserError(message: error.message, help: ["belay-lab is expected in the same folder as belay"])
        }
    }

    /// The one folder of this machine that the lab may write to, which is made where it is not there. The working folder and those
    /// around it are not for that.
    private func folder(ofRecord record: String) throws(UserError) -> String {
        let folder = Folder.parent(of: console.surroundings.absolute(record)) ?? "/"
        guard !"\(console.surroundings.workingFolder)/".hasPrefix(folder == "/" ? "/" : "\(folder)/") else {
            throw UserError(
                status: .usage, message: "a rehearsal writes its record to a folder of its own",
                help: ["--record recorded/\(record.split(separator: "/").last ?? "FILE")"])
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
            let whole = path.hasPrefix("/") ? path : "\(surroundings.workingFolder)/\(path)"
            return whole.hasSuffix(".runbook") ? String(whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)]) : whole
        }
    }
}
