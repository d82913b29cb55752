import Glibc

/// The stand-ins that the operator finds in the lab before this machine's own programs.
enum OperatorPrograms {
    static let names = [StandIn.kops, .kubectl, .aws]

    /// Puts them first in `PATH` of this process, and so of all that it starts.
    static func prepare() throws(LabFailure) {
        try Files.makeFolder(LabFolder.programs)
        let program = try OwnProgram.path()
        try require(symlink(program, "\(LabFolder.programs)/belay-lab"), "cannot make belay-lab")
        for name in names {
            try require(symlink(program, "\(LabFolder.programs)/\(name.rawValue)"), "cannot make \(name.rawValue)")
        }
        setenv("PATH", "\(LabFolder.programs):\(SearchPath.text)", 1)
    }
}
