/// The folder where the lab keeps everything of its own: a file system in memory that only its processes see, mounted
/// over a folder that every Debian has and no procedure needs.
enum LabFolder {
    static let path = "/boot"

    /// The cloud's state, see `Cloud`.
    static let cloud = "\(path)/cloud"

    /// The lab's `LabSettings`.
    static let settings = "\(cloud)/settings"
    /// The state of kops about its clusters.
    static let stateStore = "\(path)/state-store"
    /// The programs of the operator for which the lab has stand-ins.
    static let programs = "\(path)/bin"
    /// The name of the cluster that the operator's kubectl looks at.
    static let kubectlContext = "\(path)/kubectl-context"

    /// The state of the clusters before the command started, see `InitialState`.
    static let beginning = "\(path)/beginning"
    /// The notes of the lab's own `Writer`.
    static let writes = "\(path)/writes"
    /// There while the command has been killed because it was asked for, see `RehearsalLab`.
    static let death = "\(path)/death"
    /// The notes of a command that was killed, for the one that resumes.
    static let memory = "\(path)/memory"
    /// The files that the operator leaves behind while working.
    static let `operator` = "\(path)/operator"

    static let sshKey = "\(path)/ssh/key"
    static let sshKnownHosts = "\(path)/ssh/known_hosts"
    static let sshConfiguration = "\(path)/ssh/configuration"

    /// A folder of the operator's as root's lab shows it, before it is covered by what the lab keeps here: without
    /// what is mounted in it.
    static func original(_ number: Int) -> String { "\(path)/.originals-of-the-lab/\(number)" }

    static func volume(_ id: String) -> String { "\(path)/volumes/\(id)" }
    /// What a snapshot holds.
    static func snapshot(_ id: String) -> String { "\(path)/snapshots/\(id)" }

    /// The names of a lab's machines, for all of them and the operator.
    static let machineHosts = "\(path)/hosts"
    /// The disk of a machine before it first boots.
    static let template = "\(path)/template"
    static func machine(_ name: String) -> String { "\(path)/machines/\(name)" }
    static func disk(_ machine: String) -> String { "\(path)/disks/\(machine)" }

    /// Of the machine that is this instance of the cloud.
    static func node(_ instance: String) -> String { "\(path)/nodes/\(instance)" }
}
