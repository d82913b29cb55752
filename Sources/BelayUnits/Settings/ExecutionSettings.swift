import Glibc

/// As whom, where and with what a service's processes run, see systemd.exec(5).
struct ExecutionSettings: Hashable, Sendable {
    /// A folder below `/run`, `/var/lib`, `/var/cache`, `/var/log` or `/etc` that the service gets as its own.
    struct OwnFolder: Hashable, Sendable {
        var path: String
        var mode: mode_t
        /// The variable that names it to the service.
        var variable: String
        /// Whether it is removed when the service stops: one below `/run`, unless it is to be preserved.
        var isRemoved: Bool
    }

    struct Limit: Hashable, Sendable {
        var resource: Int32
        var soft: UInt64
        var hard: UInt64
    }

    /// Where standard output or error goes.
    enum Stream: Hashable, Sendable {
        case journal, null
        case file(String, appends: Bool, truncates: Bool)
    }

    var user: String?
    var group: String?
    var supplementaryGroups: [String]
    var startsOnlyPermitted: Bool
    var workingFolder: String
    var toleratesMissingFolder: Bool
    var mask: mode_t
    var niceness: Int32
    var limits: [Limit]
    var folders: [OwnFolder]
    var environment: [String: String]
    /// Paths, and whether the file may be missing.
    var environmentFiles: [EnvironmentFile]
    var passedEnvironment: [String]
    var output: Stream
    var error: Stream
    var inputFile: String?
    var identifier: String?
    /// What it asks for that the lab does not do: protections, control groups.
    var passedOver: [String]

    struct EnvironmentFile: Hashable, Sendable {
        var path: String
        var mayBeMissing: Bool
    }

    init(_ file: UnitFile, _ specifiers: Specifiers) {
        func text(_ key: String) -> String? { file.value("Service", key).map(specifiers.expand) }
        func words(_ key: String) -> [String] {
            file.list("Service", key).flatMap { $0.split { $0 == " " || $0 == "\t" } }.map {
                specifiers.expand(String($0))
            }
        }
        user = text("User")
        group = text("Group")
        supplementaryGroups = words("SupplementaryGroups")
        startsOnlyPermitted = file.flag("Service", "PermissionsStartOnly", otherwise: false)
        let folder = text("WorkingDirectory") ?? "/"
        toleratesMissingFolder = folder.hasPrefix("-")
        workingFolder = toleratesMissingFolder ? String(folder.dropFirst()) : folder
        mask = text("UMask").flatMap { mode_t($0, radix: 8) } ?? 0o022
        niceness = text("Nice").flatMap { Int32($0) } ?? 0
        limits = ResourceLimit.all(in: file)
        folders = Self.ownFolders(file, words)
        environment = file.list("Service", "Environment").reduce(into: [:]) {
            $0.merge(EnvironmentText.assignments(in: $1, specifiers)) { _, new in new }
        }
        environmentFiles = file.list("Service", "EnvironmentFile").map(specifiers.expand).map {
            EnvironmentFile(path: $0.hasPrefix("-") ? String($0.dropFirst()) : $0, mayBeMissing: $0.hasPrefix("-"))
        }
        passedEnvironment = words("PassEnvironment")
        output = Self.stream(text("StandardOutput"), otherwise: .journal)
        error = Self.stream(text("StandardError"), otherwise: output)
        inputFile = text("StandardInput").flatMap { $0.hasPrefix("file:") ? String($0.dropFirst(5)) : nil }
        identifier = text("SyslogIdentifier")
        passedOver = Set((file.sections["Service"] ?? []).map(\.key).filter(PassedOver.contains)).sorted()
    }

    private static func stream(_ text: String?, otherwise absent: Stream) -> Stream {
        guard let text else { return absent }
        if text == "null" { return .null }
        for (prefix, appends, truncates) in [
            ("file:", false, false), ("append:", true, false), ("truncate:", false, true),
        ]
        where text.hasPrefix(prefix) {
            return .file(String(text.dropFirst(prefix.count)), appends: appends, truncates: truncates)
        }
        return text == "inherit" ? absent : .journal
    }

    private static func ownFolders(_ file: UnitFile, _ words: (String) -> [String]) -> [OwnFolder] {
        let kinds = [
            ("RuntimeDirectory", "/run", "RUNTIME_DIRECTORY"), ("StateDirectory", "/var/lib", "STATE_DIRECTORY"),
            ("CacheDirectory", "/var/cache", "CACHE_DIRECTORY"), ("LogsDirectory", "/var/log", "LOGS_DIRECTORY"),
            ("ConfigurationDirectory", "/etc", "CONFIGURATION_DIRECTORY"),
        ]
        let isPreserved = !["no", "false", "0", nil].contains(file.value("Service", "RuntimeDirectoryPreserve"))
        return kinds.flatMap { key, parent, variable in
            let mode = file.value("Service", key + "Mode").flatMap { mode_t($0, radix: 8) } ?? 0o755
            return words(key).map { name in
                OwnFolder(
                    path: "\(parent)/\(name.split(separator: ":").first ?? "")", mode: mode, variable: variable,
                    isRemoved: key == "RuntimeDirectory" && !isPreserved)
            }
        }
    }
}

/// The directives that the lab passes over: they protect a machine from its services or share its resources out, and change
/// nothing about what a service does when all is well.
enum PassedOver {
    private static let prefixes = [
        "Protect", "Restrict", "SystemCall", "Private", "ReadWritePaths", "ReadOnlyPaths", "InaccessiblePaths",
        "ExecPaths",
        "NoExecPaths", "Bind", "TemporaryFileSystem", "Capability", "AmbientCapabilities", "NoNewPrivileges",
        "LockPersonality",
        "MemoryDenyWriteExecute", "RemoveIPC", "Device", "Slice", "Delegate", "Memory", "CPU", "IO", "Tasks", "OOM",
        "Watchdog", "Secure", "MountFlags", "UtmpIdentifier", "DynamicUser", "AppArmor", "SELinux", "Root", "IPAddress",
        "LoadCredential", "SetCredential", "LogNamespace", "LogRateLimit",
    ]

    static func contains(_ key: String) -> Bool { prefixes.contains { key.hasPrefix($0) } }
}
