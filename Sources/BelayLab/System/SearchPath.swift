import BelaySystem
import Glibc

/// The folders of programs: `PATH`, then the folders of the system's own, which ordinary users often lack.
enum SearchPath {
    static var text: String {
        let own = getenv("PATH").map { String(cString: $0) } ?? ""
        var folders = own.split(separator: ":").map(String.init)
        for folder in ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        where !folders.contains(folder) {
            folders.append(folder)
        }
        return folders.joined(separator: ":")
    }

    static var programs: ProgramSearch { ProgramSearch(path: text) }
}
