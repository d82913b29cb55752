import BelaySystem
import Glibc

/// The programs of packages that make units of their configuration, at boot and at `daemon-reload`: PostgreSQL's for its
/// clusters.
public enum Generators {
    private static let places = [
        "/run/systemd/generator", "/run/systemd/generator.early", "/run/systemd/generator.late",
    ]
    private static let programs = "/lib/systemd/system-generators"

    /// One that fails has made nothing. systemd's own are about file systems and consoles, which no machine of the lab has.
    public static func run() {
        for place in places { empty(place) }
        for name in ((try? Folder.names(in: programs)) ?? []).sorted() where !name.hasPrefix("systemd-") {
            let words = CStrings(["\(programs)/\(name)"] + places)
            var process: pid_t = 0
            guard posix_spawn(&process, "\(programs)/\(name)", nil, nil, words.pointer, nil) == 0 else { continue }
            while waitpid(process, nil, 0) < 0 && errno == EINTR {}
        }
    }

    private static func empty(_ folder: String) {
        for name in (try? Folder.names(in: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            if File.kind(of: path, followsLinks: false) == .folder { empty(path); rmdir(path) } else { unlink(path) }
        }
        _ = try? Folder.make(folder, mode: 0o755)
    }
}
