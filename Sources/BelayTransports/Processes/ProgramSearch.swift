import Glibc

/// Finds programs of this machine, as a shell would.
public enum ProgramSearch {
    /// The file that `name` starts: a name with a slash is itself one, another is looked for in `PATH`. `nil` when there
    /// is none that can be executed.
    public static func path(of name: String, in environment: ProcessEnvironment = .inherited()) -> String? {
        guard !name.isEmpty else { return nil }
        if name.utf8.contains(UInt8(ascii: "/")) { return isProgram(name) ? name : nil }
        for folder in environment.programFolders {
            let path = folder + "/" + name
            if isProgram(path) { return path }
        }
        return nil
    }

    private static func isProgram(_ path: String) -> Bool {
        guard access(path, X_OK) == 0 else { return false }
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }
}
