import Glibc

/// The section `[Service]`: how its processes start and end, see systemd.service(5), systemd.exec(5) and systemd.kill(5).
struct ServiceSettings: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case simple, exec, forking, oneshot, notify, idle, dbus
        case notifyReload = "notify-reload"

        /// Whether it says itself when it is ready.
        var notifies: Bool { self == .notify || self == .notifyReload }
    }

    enum Restart: String, Hashable, Sendable {
        case no, always
        case onSuccess = "on-success"
        case onFailure = "on-failure"
        case onAbnormal = "on-abnormal"
        case onAbort = "on-abort"
        case onWatchdog = "on-watchdog"
    }

    enum KillMode: String, Hashable, Sendable {
        case controlGroup = "control-group"
        case mixed, process, none
    }

    /// The moments at which a service has commands to run, by their key.
    enum Moment: String, Hashable, Sendable, CaseIterable {
        case condition = "ExecCondition"
        case startPre = "ExecStartPre"
        case start = "ExecStart"
        case startPost = "ExecStartPost"
        case reload = "ExecReload"
        case stop = "ExecStop"
        case stopPost = "ExecStopPost"
    }

    var kind: Kind
    var commands: [Moment: [ExecCommand]] = [:]
    var remainsAfterExit: Bool
    var pidFile: String?
    var guessesMainProcess: Bool
    var restart: Restart
    /// In seconds, like the two after it; infinity for no limit.
    var restartDelay: Double
    var startTimeout: Double
    var stopTimeout: Double
    var killMode: KillMode
    var killSignal: Int32
    var sendsKill: Bool
    var sendsHangup: Bool
    var success: ExitSet
    var preventsRestart: ExitSet
    var forcesRestart: ExitSet
    var execution: ExecutionSettings

    init(_ file: UnitFile, _ specifiers: Specifiers) throws(UnitProblem) {
        let commands = try Self.commands(file, specifiers)
        let hasStart = commands[.start]?.isEmpty == false
        let type = file.value("Service", "Type") ?? (hasStart ? "simple" : "oneshot")
        guard let kind = Kind(rawValue: type) else { throw UnitProblem("Type=\(type) is unknown") }
        if kind != .oneshot, commands[.start]?.count != 1 {
            throw UnitProblem("a service of Type=\(type) has exactly one ExecStart=")
        }
        if !hasStart, commands[.stop]?.isEmpty != false {
            throw UnitProblem("a service has neither ExecStart= nor ExecStop=")
        }
        self.kind = kind
        self.commands = commands
        remainsAfterExit = file.flag("Service", "RemainAfterExit", otherwise: false)
        pidFile = file.value("Service", "PIDFile").map {
            let path = specifiers.expand($0)
            return path.hasPrefix("/") ? path : "/run/\(path)"
        }
        guessesMainProcess = file.flag("Service", "GuessMainPID", otherwise: true)
        restart = file.value("Service", "Restart").flatMap(Restart.init) ?? .no
        restartDelay = file.value("Service", "RestartSec").flatMap(TimeSpan.seconds) ?? 0.1
        // A service that starts once may take as long as it needs; zero means the same.
        func limit(_ key: String, otherwise absent: Double) -> Double {
            let text = file.value("Service", key) ?? file.value("Service", "TimeoutSec")
            let seconds = text.flatMap(TimeSpan.seconds) ?? absent
            return seconds == 0 ? .infinity : seconds
        }
        startTimeout = limit("TimeoutStartSec", otherwise: kind == .oneshot ? .infinity : 90)
        stopTimeout = limit("TimeoutStopSec", otherwise: 90)
        killMode = file.value("Service", "KillMode").flatMap(KillMode.init) ?? .controlGroup
        killSignal = file.value("Service", "KillSignal").flatMap(SignalName.number) ?? SIGTERM
        sendsKill = file.flag("Service", "SendSIGKILL", otherwise: true)
        sendsHangup = file.flag("Service", "SendSIGHUP", otherwise: false)
        success = ExitSet(file.list("Service", "SuccessExitStatus"))
        preventsRestart = ExitSet(file.list("Service", "RestartPreventExitStatus"))
        forcesRestart = ExitSet(file.list("Service", "RestartForceExitStatus"))
        execution = ExecutionSettings(file, specifiers)
    }

    private static func commands(
        _ file: UnitFile, _ specifiers: Specifiers
    ) throws(UnitProblem) -> [Moment: [ExecCommand]] {
        var commands: [Moment: [ExecCommand]] = [:]
        for moment in Moment.allCases {
            for line in file.list("Service", moment.rawValue) {
                commands[moment, default: []] += try ExecCommand.parse(line, specifiers)
            }
        }
        return commands
    }
}

/// Statuses and signals that a unit names: `143 SIGTERM`.
struct ExitSet: Hashable, Sendable {
    private var statuses: Set<Int32> = []
    private var signals: Set<Int32> = []

    init(_ lines: [String]) {
        for word in lines.flatMap({ $0.split { $0 == " " || $0 == "\t" } }) {
            if let status = Int32(word) {
                statuses.insert(status)
            } else if let signal = SignalName.number(String(word)) {
                signals.insert(signal)
            }
        }
    }

    func contains(_ end: ProcessEnd) -> Bool {
        switch end {
        case .exited(let status): statuses.contains(status)
        case .killed(let signal, _): signals.contains(signal)
        }
    }
}
