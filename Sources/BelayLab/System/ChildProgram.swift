import BelaySystem
import CBelayLab
import Glibc

/// A program to start as a child of this process.
struct ChildProgram {
    /// The program, a path or a name to find in `PATH`, and its arguments.
    var words: [String]
    /// All its variables; nil for those of this process.
    var environment: [String: String]?
    /// Our open files that it gets, by the number they have there. It also keeps all that does not close on exec.
    var descriptors: [Int32: Int32] = [:]
    /// True if it leads a session of its own, out of reach of the terminal's signals.
    var ownSession = false

    init(_ words: [String]) { self.words = words }

    /// - Returns: its process id.
    func start() throws(LabFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Out of the way of the numbers that they are to have.
        let moved = descriptors.mapValues { fcntl($0, F_DUPFD_CLOEXEC, 256) }
        defer { for file in moved.values { close(file) } }
        for (theirs, ours) in moved { posix_spawn_file_actions_adddup2(&actions, ours, theirs) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let session = ownSession ? Int32(belay_lab_spawn_setsid()) : 0
        posix_spawnattr_setflags(
            &attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | session))

        var process: pid_t = 0
        let arguments = CStrings(words)
        let variables = environment.map { CStrings($0.map { "\($0.key)=\($0.value)" }.sorted()) }
        let error = posix_spawnp(
            &process, words[0], &actions, &attributes, arguments.pointer,
            variables?.pointer ?? belay_lab_environment())
        if error != 0 { throw .notStarted(words[0], error) }
        return process
    }

    /// Starts it and waits for its end.
    func run() throws(LabFailure) -> ExitStatus { ExitStatus(of: try start()) }

    /// Runs a program that has to succeed; what it says goes to standard error.
    static func require(_ words: String...) throws(LabFailure) {
        let status = try ChildProgram(words).run()
        if status.code != 0 {
            throw LabFailure("`\(words.joined(separator: " "))` failed with status \(status.code)")
        }
    }

    /// Becomes the program. Only returns by failing.
    static func become(_ words: [String], environment: [String: String]) throws(LabFailure) -> Never {
        let arguments = CStrings(words)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" }.sorted())
        belay_lab_execvpe(words[0], arguments.pointer, variables.pointer)
        throw .notStarted(words[0])
    }
}
