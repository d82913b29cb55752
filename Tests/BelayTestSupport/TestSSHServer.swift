import Glibc
import Synchronization

/// A real sshd on a port of this machine, with its own keys and files, into which the user who runs the tests can log in.
///
///     let server = TestSSHServer()
///     // ssh -F \(server.configuration) \(server.host)
public final class TestSSHServer: Sendable {
    /// Any name reaches it, each as a host of its own.
    public let host = "box"
    public let port: UInt16
    private let folder = TemporaryFolder("sshd")
    private let running = Mutex<GuardedProcess?>(nil)
    private let settings: [String]

    /// - Parameters:
    ///   - settings: further lines of `sshd_config`, such as `MaxSessions 2`.
    ///   - variables: what sessions have in their environment, such as `HOME=/`; without `HOME` a folder of the server's.
    public init(settings: [String] = [], variables: [String] = []) {
        let home = variables.contains { $0.hasPrefix("HOME=") } ? [] : ["HOME=\(folder.path)/home"]
        let settings = settings + ["SetEnv " + (home + variables).joined(separator: " ")]
        self.settings = settings
        for _ in 0..<5 {
            let port = LoopbackPort.free()
            if let process = Self.start(in: folder, port: port, settings: settings) {
                self.port = port
                running.withLock { $0 = process }
                writeClientConfiguration()
                return
            }
        }
        preconditionFailure("sshd does not start: see its log in \(folder.path)")
    }

    deinit { stop() }

    /// A client configuration for `ssh -F`, with the key and a file of known hosts of its own.
    public var configuration: String { folder.path + "/ssh_config" }

    /// The home of whoever logs in: what Belay leaves on a host is not left in a real one.
    public var home: String { folder.path + "/home" }

    /// The options for the transports, or for `BELAY_SSH_OPTIONS`.
    /// However busy the machine that runs the tests is.
    public var sshArguments: [String] { ["-F", configuration, "-o", "ConnectTimeout=100"] }

    /// Ends the server and every connection.
    public func stop() {
        running.withLock { running in
            running?.end()
            running = nil
        }
    }

    /// Starts it again on the same port, where something has stopped it.
    public func restart() {
        stop()
        let started = Self.start(in: folder, port: port, settings: settings)
        precondition(started != nil, "sshd does not start again")
        running.withLock { $0 = started }
    }

    /// Cuts every connection, as a network does that is gone; what runs behind them lives on. New ones are accepted.
    public func cutConnections() { signalConnections(SIGKILL) }

    /// Stalls every connection until it is cut: what is sent arrives, and nothing answers.
    public func freezeConnections() { signalConnections(SIGSTOP) }

    private func signalConnections(_ signal: Int32) {
        for process in family where ProcessTree.entry(of: process)?.name.hasPrefix("sshd") == true {
            kill(process, signal)
        }
    }

    /// The processes of its connections, and what they have started.
    private var family: [Int32] {
        guard let server = running.withLock({ $0 }) else { return [] }
        return server.family.filter { $0 != server.process }
    }

    /// Those that have this name.
    public func processes(named name: String) -> [Int32] {
        family.filter { ProcessTree.entry(of: $0)?.name == name }
    }

    /// Those of the process groups that have one of this name.
    public func processes(inGroupsOf name: String) -> [Int32] {
        let groups = Set(processes(named: name).map { getpgid($0) })
        return family.filter { groups.contains(getpgid($0)) }
    }

    /// The number of sessions that were begun, where its settings have `LogLevel VERBOSE`.
    public var sessions: Int {
        folder.read("log").split(whereSeparator: \.isNewline).count { $0.contains("Starting session: command") }
    }

    /// Waits, for ten seconds at most, until the server has refused a connection for having too many that begin.
    public func waitForRefusal() {
        wait { folder.read("log").contains("MaxStartups") }
    }

    /// Waits, for ten seconds at most, until something lies there that frozen connections have not read.
    public func waitForUnreadInput() {
        wait { LoopbackPort.hasUnreadInput(port) }
    }

    private func wait(until isSo: () -> Bool) {
        for _ in 0..<1000 {
            if isSo() { return }
            usleep(10_000)
        }
    }

    /// Gives the server another key, as a host has that was replaced by another.
    public func changeHostKey() {
        unlink(folder.path + "/host_key")
        unlink(folder.path + "/host_key.pub")
        Self.makeKey(folder.path + "/host_key")
        restart()
    }

    private static func start(in folder: TemporaryFolder, port: UInt16, settings: [String]) -> GuardedProcess? {
        prepare(folder)
        let lines =
            settings + [
                "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(folder.path)/host_key",
                "AuthorizedKeysFile \(folder.path)/authorized_keys", "StrictModes no", "UsePAM no", "PidFile none",
                "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
                "PermitUserEnvironment no", "Subsystem sftp internal-sftp",
            ]
        let file = folder.write(lines.joined(separator: "\n") + "\n", to: "sshd_config")
        let server = GuardedProcess([program, "-D", "-e", "-f", file], log: folder.path + "/log")
        return LoopbackPort.waitUntilServed(port) { server.isRunning } ? server : nil
    }

    /// sshd restarts itself for each connection and needs to know where it is.
    private static let program: String = {
        let paths = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"]
        return paths.first { access($0, X_OK) == 0 } ?? paths[0]
    }()

    private static func prepare(_ folder: TemporaryFolder) {
        guard access(folder.path + "/host_key", F_OK) != 0 else { return }
        // Where root runs sshd it insists on an empty folder of this name, which a package's service makes.
        if getuid() == 0 { mkdir("/run/sshd", 0o755) }
        prepareHome(folder.path + "/home")
        folder.write(keys.read("host_key"), to: "host_key")
        folder.write(keys.read("key"), to: "key")
        folder.write(keys.read("key.pub"), to: "authorized_keys")
    }

    /// As a real one it is older than a login: shells that compare times by whole seconds have to see that, too.
    private static func prepareHome(_ path: String) {
        mkdir(path, 0o700)
        let hourAgo = timeval(tv_sec: time(nil) - 3600, tv_usec: 0)
        utimes(path, [hourAgo, hourAgo])
    }

    /// The same for all servers of a test run: making keys takes time.
    private static let keys: TemporaryFolder = {
        let folder = TemporaryFolder("keys")
        makeKey(folder.path + "/host_key")
        makeKey(folder.path + "/key")
        return folder
    }()

    private static func makeKey(_ path: String) {
        let making = GuardedProcess(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], log: path + ".log")
        while making.isRunning { usleep(1000) }
        precondition(access(path, R_OK) == 0, "ssh-keygen makes no key")
    }

    private func writeClientConfiguration() {
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "root"
        let lines = [
            "Host *", "HostName 127.0.0.1", "Port \(port)", "User \(user)", "IdentityFile \(folder.path)/key",
            "IdentitiesOnly yes", "IdentityAgent none", "UserKnownHostsFile \(folder.path)/known_hosts",
            "GlobalKnownHostsFile none", "HostKeyAlias %n",
        ]
        folder.write(lines.joined(separator: "\n") + "\n", to: "ssh_config")
    }
}
