import BelaySystem
import Glibc

/// How a service's processes start: with what folders, variables and streams.
extension ServiceControl {
    /// - Returns: nil when nothing was started, which the journal then says.
    func spawn(_ command: ExecCommand) -> pid_t? {
        let execution = settings.execution
        do throws(UnitProblem) {
            let identity = try UserIdentity(execution)
            let variables = try environment(of: identity)
            let words = command.words(with: variables)
            guard let program = Self.path(of: words[0], in: variables) else {
                throw UnitProblem("Failed to locate executable \(words[0]): No such file or directory")
            }
            let identifier = execution.identifier ?? program.split(separator: "/").last.map(String.init) ?? program
            guard let pipe = manager.journalPipe(of: unit.name, by: identifier), let membership = run.membership else {
                throw UnitProblem("Failed to connect the output: \(SystemError(errno).words)")
            }
            let input = open(execution.inputFile ?? "/dev/null", O_RDONLY | O_CLOEXEC)
            let output = Self.file(for: execution.output, journal: pipe.file)
            let error =
                execution.error == execution.output ? output : Self.file(for: execution.error, journal: pipe.file)
            defer { for file in Set([input, output, error, pipe.file]) where file >= 0 { close(file) } }
            let isMain = run.moment == .start
            let process = ServiceProcess(
                program: program, words: command.namesItself ? Array(words.dropFirst()) : words, environment: variables,
                execution: execution,
                changesUser: !command.isPrivileged && (isMain || !execution.startsOnlyPermitted), input: input,
                output: output,
                error: error, membership: membership)
            let started = try process.start()
            pipe.reader.process = started.process
            if let problem = started.problem { say("\(unit.name): \(problem)", priority: 3) }
            return started.process
        } catch {
            say("\(unit.name): \(error.message)", priority: 3)
            return nil
        }
    }

    private static func path(of name: String, in variables: [String: String]) -> String? {
        if name.hasPrefix("/") { return File.kind(of: name) == nil ? nil : name }
        return ProgramSearch(path: variables["PATH"]).path(of: name)
    }

    private static func file(for stream: ExecutionSettings.Stream, journal: Int32) -> Int32 {
        switch stream {
        case .journal: journal
        case .null: open("/dev/null", O_WRONLY | O_CLOEXEC)
        case .file(let path, let appends, let truncates):
            open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : 0) | (truncates ? O_TRUNC : 0), 0o644)
        }
    }

    /// In the order in which the later ones win: the manager's, the unit's, those of its files.
    private func environment(of identity: UserIdentity) throws(UnitProblem) -> [String: String] {
        let execution = settings.execution
        var variables = ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        variables["INVOCATION_ID"] =
            String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
        if execution.user != nil {
            variables.merge([
                "HOME": identity.home, "USER": identity.name, "LOGNAME": identity.name, "SHELL": identity.shell,
            ]) { $1 }
        }
        for folder in execution.folders {
            variables[folder.variable] = [variables[folder.variable], folder.path].compactMap(\.self).joined(
                separator: ":")
        }
        if settings.kind.notifies { variables["NOTIFY_SOCKET"] = UnitManager.notifications }
        if let process = run.mainProcess { variables["MAINPID"] = String(process) }
        if let path = settings.pidFile { variables["PIDFILE"] = path }
        if run.moment == .stop || run.moment == .stopPost { addEnd(to: &variables) }
        for name in execution.passedEnvironment { variables[name] = getenv(name).map { String(cString: $0) } }
        variables.merge(execution.environment) { $1 }
        for file in execution.environmentFiles {
            guard let bytes = try? File.bytes(of: file.path) else {
                if file.mayBeMissing { continue }
                throw UnitProblem("Failed to load environment files: No such file or directory")
            }
            variables.merge(EnvironmentText.variables(inFile: String(decoding: bytes, as: UTF8.self))) { $1 }
        }
        return variables
    }

    private func addEnd(to variables: inout [String: String]) {
        variables["SERVICE_RESULT"] = unit.result
        switch run.mainEnd {
        case .exited(let status)?: variables.merge(["EXIT_CODE": "exited", "EXIT_STATUS": String(status)]) { $1 }
        case .killed(let signal, let dumped)?:
            variables.merge(["EXIT_CODE": dumped ? "dumped" : "killed", "EXIT_STATUS": SignalName.name(signal)]) { $1 }
        case nil: return
        }
    }

    /// The folders below `/run`, `/var/lib` and so on that are its own.
    func makeFolders() throws(UnitProblem) {
        let identity = try UserIdentity(settings.execution)
        for folder in settings.execution.folders {
            do throws(SystemError) {
                try Folder.make(folder.path, mode: 0o755)
            } catch {
                throw UnitProblem("Failed to set up \(folder.path): \(error.words)")
            }
            chmod(folder.path, folder.mode)
            // The configuration's folder is the administrator's.
            if folder.variable != "CONFIGURATION_DIRECTORY" { chown(folder.path, identity.number, identity.group) }
        }
    }

    func removeFolders() {
        for folder in settings.execution.folders where folder.isRemoved { Self.remove(folder.path) }
    }

    private static func remove(_ path: String) {
        if File.kind(of: path, followsLinks: false) != .folder { unlink(path); return }
        for name in (try? Folder.names(in: path)) ?? [] { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
