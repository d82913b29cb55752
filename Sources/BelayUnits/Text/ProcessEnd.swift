/// How a process ended.
enum ProcessEnd: Hashable, Sendable {
    case exited(Int32)
    case killed(Int32, dumpedCore: Bool)

    /// From what `waitpid` stored.
    init(stored: Int32) {
        let signal = stored & 0x7f
        self = signal == 0 ? .exited((stored >> 8) & 0xff) : .killed(signal, dumpedCore: stored & 0x80 != 0)
    }

    var isClean: Bool { self == .exited(0) }

    /// As `systemctl status` has it: `code=exited, status=1/FAILURE`.
    var text: String {
        switch self {
        case .exited(let status): "code=exited, status=\(status)/\(Self.statusName(status))"
        case .killed(let signal, let dumped):
            "code=\(dumped ? "dumped" : "killed"), status=\(signal)/\(SignalName.name(signal))"
        }
    }

    /// The names that systemd gives to statuses, see systemd.exec(5), "Process Exit Codes".
    static func statusName(_ status: Int32) -> String {
        let names: [Int32: String] = [
            0: "SUCCESS", 1: "FAILURE", 2: "INVALIDARGUMENT", 3: "NOTIMPLEMENTED", 4: "NOPERMISSION", 5: "NOTINSTALLED",
            6: "NOTCONFIGURED", 7: "NOTRUNNING", 200: "CHDIR", 201: "NICE", 202: "FDS", 203: "EXEC", 205: "LIMITS",
            209: "STDOUT", 208: "STDIN", 210: "CHROOT", 214: "SETSCHEDULER", 216: "GROUP", 217: "USER", 222: "STDERR",
            233: "RUNTIME_DIRECTORY", 238: "STATE_DIRECTORY", 239: "CACHE_DIRECTORY", 240: "LOGS_DIRECTORY",
        ]
        return names[status] ?? "n/a"
    }
}
