/// What can be configured.
public enum ConfigurationKey: String, CaseIterable, Hashable, Sendable {
    case color
    case pager
    case libraries
    case locks
    case notify
    case ssh
    case inventory
    case limits
    case signers
    case identity
    case key
    case store

    /// The variable of the environment that says the same, and counts more.
    public var variable: String? {
        switch self {
        case .color: nil
        case .pager: "PAGER"
        case .libraries: "BELAY_PATH"
        case .locks: "BELAY_LOCKS"
        case .notify, .ssh, .inventory, .limits: nil
        case .signers: "BELAY_SIGNERS"
        case .identity: "BELAY_IDENTITY"
        case .key: "BELAY_KEY"
        case .store: "BELAY_STORE"
        }
    }

    /// In a few words.
    public var what: String {
        switch self {
        case .color: "auto, always or never"
        case .pager: "the command that long texts are shown with"
        case .libraries: "folders with libraries and labs"
        case .locks: "the folder of locks that users share"
        case .notify: "the command that is told of a run's start, questions and end"
        case .ssh: "options for ssh, before its own"
        case .inventory: "a file with values for parameters that nobody gives"
        case .limits: "time limits of commands where a runbook says none"
        case .signers: "the file allowed_signers: whose approvals count"
        case .identity: "your name in it"
        case .key: "the ssh key that you sign approvals with"
        case .store: "where several machines share runs, locks and approvals"
        }
    }

    /// Where nothing is set.
    public var usual: String {
        switch self {
        case .color: "auto"
        case .pager: "less"
        case .signers: "/etc/belay/allowed_signers"
        case .limits: "reads 1m, changes 1h, checks 15s"
        case .libraries, .locks, .notify, .ssh, .inventory, .identity, .key, .store: ""
        }
    }

    /// The name of a file that it may be.
    var example: String { self == .key ? "id_ed25519" : "allowed_signers" }

    /// It begins programs where nothing is run, as for a plan: only the user's own file may say so.
    var isPersonal: Bool { self == .pager || self == .store }
}
