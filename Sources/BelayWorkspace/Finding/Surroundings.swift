public import BelayLanguage
public import BelaySystem
import Glibc

/// The environment of the process, as far as finding files depends on it.
public struct Surroundings: Sendable {
    public var environment: [String: String]
    /// Absolute.
    public var workingFolder: String
    /// The path of the running program, absolute; empty if the system does not provide it.
    public var executable: String
    /// What an editor holds, by absolute path: it counts instead of what is in the files.
    public var openTexts: [String: [UInt8]] = [:]
    /// Time limits where a runbook says none.
    public var limits = UsualLimits()

    public init(environment: [String: String], workingFolder: String, executable: String) {
        self.environment = environment
        self.workingFolder = workingFolder
        self.executable = executable
    }

    /// Finds the programs that a command finds.
    public var programs: ProgramSearch { ProgramSearch(path: environment["PATH"], workingFolder: workingFolder) }

    /// The elements of a variable that lists folders, without empty ones.
    func folders(in variable: String) -> [String] {
        (environment[variable] ?? "").split(separator: ":").map { absolute(String($0)) }
    }

    /// Where libraries are looked for besides: the folders of `$BELAY_PATH`.
    public var libraryFolders: [String] { folders(in: "BELAY_PATH") }

    /// A path relative to the working folder, made absolute, without `.` elements. Only the file system knows where
    /// `..` leads.
    public func absolute(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// A path as it is shown: below the working folder without that.
    func shown(_ path: String) -> String {
        let start = workingFolder.hasSuffix("/") ? workingFolder : workingFolder + "/"
        return path.hasPrefix(start) && path != start ? String(path.dropFirst(start.count)) : path
    }
}

extension Surroundings {
    /// Of this process. Variables that are not UTF-8 are left out.
    public static func ofThisProcess() -> Surroundings {
        var environment: [String: String] = [:]
        var place = environ
        while let entry = place.pointee {
            let text = String(cString: entry)
            if let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                environment[String(text[..<sign])] = String(text[text.utf8.index(after: sign)...])
            }
            place += 1
        }
        return Surroundings(
            environment: environment, workingFolder: Folder.working ?? "/",
            executable: File.target(ofLink: "/proc/self/exe") ?? "")
    }
}
