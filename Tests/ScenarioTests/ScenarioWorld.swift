import BelayTestSupport
import Glibc
import Testing

/// A small world of files in which the stand-ins of `Tests/StandIns` work: what the tools of this machine know is
/// at its top, and what those of a host know in `hosts/NAME`.
final class ScenarioWorld: Sendable {
    private static let server = TestSSHServer(
        settings: ["AcceptEnv STANDIN", "ForceCommand \(standIns)/session", "MaxStartups 100", "MaxSessions 100"])

    private let folder = TemporaryFolder("scenario")

    /// Every host is reached through one sshd, which the client tells whose folder it is to work in.
    init(hosts: [String]) {
        makeFolder("hosts")
        var configuration = ["Include \(Self.server.configuration)"]
        for host in hosts {
            makeFolder("hosts/\(host)")
            configuration += ["Host \(host)", "SetEnv STANDIN=\(path("hosts/\(host)"))"]
        }
        write(configuration.joined(separator: "\n"), to: "ssh_config")
    }

    static let standIns = Repository.path + "/Tests/StandIns"

    var sshArguments: [String] { ["-F", path("ssh_config")] }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// Writes a line to a file and makes the folders above it.
    func write(_ text: String, to name: String) {
        let above = name.split(separator: "/").dropLast()
        for count in 0..<above.count { makeFolder(above.prefix(count + 1).joined(separator: "/")) }
        folder.write(text + "\n", to: name)
    }

    /// A file without its last newline; empty if missing.
    func read(_ name: String) -> String {
        let text = folder.read(name)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    func has(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

    func makeFolder(_ name: String) { mkdir(path(name), 0o755) }

    /// A service that runs now and after a reboot.
    func addService(_ name: String, on host: String) {
        write("enabled", to: "hosts/\(host)/services/\(name)/enabled")
        write("active", to: "hosts/\(host)/services/\(name)/active")
    }
}
