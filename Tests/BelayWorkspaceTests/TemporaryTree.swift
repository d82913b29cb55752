import BelayTestSupport
import BelayWorkspace
import Glibc

/// A folder with files in it, and a process that was started there.
struct TemporaryTree {
    let folder = TemporaryFolder("workspace")
    var environment: [String: String] = [:]
    var executable = "/nowhere/bin/belay"

    var path: String { folder.path }

    /// In the tree's folder `work`.
    var surroundings: Surroundings {
        Surroundings(environment: environment, workingFolder: path + "/work", executable: executable)
    }

    init() { makeFolder("work") }

    /// Writes a file, and makes the folders above it.
    @discardableResult
    func write(_ text: String = "", to name: String, mode: mode_t = 0o600) -> String {
        if let slash = name.lastIndex(of: "/") { makeFolder(String(name[..<slash])) }
        return folder.write(text, to: name, mode: mode)
    }

    func makeFolder(_ name: String) {
        var made = path
        for part in name.split(separator: "/") {
            made += "/\(part)"
            mkdir(made, 0o700)
        }
    }
}
