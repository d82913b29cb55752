public import BelaySystem
import CBelayUnits
import Glibc

/// Runs the units of a machine as its first process: starts and stops what they name, tells what became of it, and
/// reaps what others leave behind. A stand-in for systemd's own, see its manual pages; it needs no rights but those of root
/// in a user namespace.
public final class UnitManager {
    /// Where `systemctl` and `journalctl` ask.
    static let requests = "/run/systemd/units-of-the-lab"
    static let notifications = "/run/systemd/notify"
    static let systemLog = "/run/systemd/journal/dev-log"

    let registry: UnitRegistry
    let journal: JournalLog
    let jobs: JobQueue
    private let signals: Int32
    private let requestFile: Int32
    private let notifyFile: Int32
    private let logFile: Int32
    private var connections: [Int32: RequestConnection] = [:]
    private var readers: [Int32: OutputReader] = [:]
    /// Called when the machine is asked to stop: true to boot again.
    private let end: (Bool) -> Never
    let answering: any RequestAnswering

    /// - Throws: when the machine has no place for its sockets.
    public init(
        folders: UnitFolders = UnitFolders(), answering: any RequestAnswering,
        atEnd end: @escaping (_ again: Bool) -> Never
    ) throws(SystemError) {
        registry = UnitRegistry(folders: folders)
        self.answering = answering
        journal = JournalLog(hostName: registry.machine.hostName)
        jobs = JobQueue(registry: registry)
        self.end = end
        for folder in ["/run/systemd/system", "/run/systemd/journal"] { try Folder.make(folder, mode: 0o755) }
        signals = try Self.made(belay_unit_signals(), "signalfd")
        requestFile = try Self.made(belay_unit_listen(Self.requests, 1), Self.requests)
        notifyFile = try Self.made(belay_unit_listen(Self.notifications, 0), Self.notifications)
        logFile = try Self.made(belay_unit_listen(Self.systemLog, 0), Self.systemLog)
        unlink("/dev/log")
        symlink(Self.systemLog, "/dev/log")
        _ = belay_unit_name_process("systemd")
        jobs.manager = self
    }

    /// Links units so that each boot starts them, as `systemctl enable` does.
    public func enable(_ names: [String]) {
        let links = UnitLinks(registry: registry, verb: "enable")
        for name in names { _ = try? links.enable(registry[UnitName(completing: name)]) }
        registry.reload()
    }

    private static func made(_ file: Int32, _ call: String) throws(SystemError) -> Int32 {
        if file < 0 { throw SystemError(errno, in: call) }
        return file
    }

    /// Starts a unit and what it wants, as at boot, and never returns.
    public func run(starting first: String) -> Never {
        _ = try? jobs.add(.start, registry[UnitName(completing: first)].name)
        while true { turn() }
    }

    private func turn() {
        jobs.advance()
        var files = [signals, requestFile, notifyFile, logFile].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        files += readers.keys.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        files += connections.keys.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&files, nfds_t(files.count), pause) >= 0 else { return }
        // What a service says of itself counts before its end does, and its last words before both.
        hearNotifications()
        for file in files where file.revents != 0 { readers[file.fd]?.read() }
        hearLog()
        hearSignals()
        if files[1].revents != 0 { acceptRequests() }
        for file in files where file.revents != 0 { connections[file.fd]?.read() }
        runTimers()
    }

    /// In milliseconds until the next moment for which something is set.
    private var pause: Int32 {
        let next = services.compactMap { $0.run?.deadline }.min()
        guard let next else { return 10_000 }
        return Int32(max(0, min(10, next - Self.now) * 1000).rounded(.up))
    }

    /// Seconds on the clock that only runs forward.
    static var now: Double { SystemClock().now / .seconds(1) }

    private var services: [ManagedUnit] { registry.units.values.filter { $0.run != nil } }

    private func runTimers() {
        let now = Self.now
        for unit in services where (unit.run?.deadline ?? .infinity) <= now {
            unit.run?.deadline = nil
            control(unit)?.timeIsUp()
        }
    }

    /// What moves a service from one moment to the next.
    func control(_ unit: ManagedUnit) -> ServiceControl? {
        guard let service = unit.service else { return nil }
        if unit.run == nil { unit.run = ServiceRun() }
        return unit.run.map { ServiceControl(unit: unit, settings: service, run: $0, manager: self) }
    }

    // MARK: - What comes

    private func hearSignals() {
        var buffer = [UInt8](repeating: 0, count: 128)
        while read(signals, &buffer, buffer.count) == buffer.count {
            switch Int32(buffer[0]) {
            case SIGHUP: end(true)
            case SIGINT, SIGTERM: end(false)
            default: continue
            }
        }
        reap()
    }

    private func reap() {
        var stored: Int32 = 0
        while true {
            let process = waitpid(-1, &stored, WNOHANG)
            guard process > 0 else { break }
            let end = ProcessEnd(stored: stored)
            for unit in services where unit.run?.mainProcess == process || unit.run?.controlProcess == process {
                drain()
                control(unit)?.hasEnded(process, end)
            }
        }
        for unit in services where unit.run?.membership != nil { control(unit)?.checkIfEmpty() }
    }

    private func drain() {
        for reader in Array(readers.values) { reader.read() }
    }

    private func hearNotifications() {
        var buffer = [UInt8](repeating: 0, count: 8192)
        var sender: pid_t = 0
        while true {
            let count = belay_unit_receive(notifyFile, &buffer, buffer.count, &sender)
            guard count >= 0 else { return }
            guard let unit = unit(of: sender) else { continue }
            let text = String(decoding: buffer.prefix(count), as: UTF8.self)
            control(unit)?.isNotified(text.split(separator: "\n").map(String.init), by: sender)
        }
    }

    private func hearLog() {
        var buffer = [UInt8](repeating: 0, count: 8192)
        var sender: pid_t = 0
        while true {
            let count = belay_unit_receive(logFile, &buffer, buffer.count, &sender)
            guard count >= 0 else { return }
            let entry = SystemLogMessage(String(decoding: buffer.prefix(count), as: UTF8.self))
            journal.add(
                entry.text, of: unit(of: sender)?.name, by: entry.identifier ?? "unknown",
                process: entry.process ?? sender,
                priority: entry.priority)
        }
    }

    /// The service that a process belongs to.
    func unit(of process: pid_t) -> ManagedUnit? {
        services.first { $0.run?.membership?.contains(process) == true || $0.run?.mainProcess == process }
    }

    private func acceptRequests() {
        while true {
            let file = accept(requestFile, nil, nil)
            guard file >= 0 else { return }
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
            connections[file] = RequestConnection(file: file, manager: self)
        }
    }

    func close(_ connection: RequestConnection) {
        connections[connection.file] = nil
        jobs.forget(connection)
        Glibc.close(connection.file)
    }

    /// A pipe whose lines go to the journal.
    /// - Returns: the end to write to, which the caller closes; nil when there is none to be had.
    func journalPipe(of unit: UnitName, by identifier: String) -> (file: Int32, reader: OutputReader)? {
        var ends: [Int32] = [0, 0]
        guard belay_unit_pipe(&ends) == 0 else { return nil }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let reader = OutputReader(file: ends[0], unit: unit, identifier: identifier, manager: self)
        readers[ends[0]] = reader
        return (ends[1], reader)
    }

    func forget(_ reader: OutputReader) {
        readers[reader.file] = nil
        Glibc.close(reader.file)
    }

    /// Stops the machine. Everything else is asked to end first, so that whoever is connected hears of it.
    func stop(again: Bool) -> Never {
        kill(-1, SIGTERM)
        usleep(300_000)
        end(again)
    }
}
