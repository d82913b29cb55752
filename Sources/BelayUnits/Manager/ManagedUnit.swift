import BelaySystem
import Glibc

/// A unit that the manager knows: what its file says, and what has become of it.
final class ManagedUnit {
    enum Load: Hashable {
        case loaded, notFound, masked
        /// The file says what no unit can.
        case bad(String)

        /// As `LoadState` has it.
        var text: String {
            switch self {
            case .loaded: "loaded"
            case .notFound: "not-found"
            case .masked: "masked"
            case .bad: "bad-setting"
            }
        }
    }

    enum State: String {
        case active, reloading, inactive, failed, activating, deactivating

        /// Whether something of it runs or is held to run.
        var isUp: Bool { self == .active || self == .reloading || self == .activating }
    }

    let name: UnitName
    var load = Load.notFound
    var file: UnitFile?
    var settings: UnitSettings?
    var install: InstallSettings?
    var service: ServiceSettings?
    /// Other names by which it was asked for.
    var aliases: Set<UnitName> = []

    var state = State.inactive { didSet { if state != oldValue { noteChange(from: oldValue) } } }
    /// As `SubState` has it: `running`, `dead`, `exited`, `start-pre`.
    var subState = "dead"
    /// As `Result` has it.
    var result = "success"
    var activeSince: LocalTime?
    var inactiveSince: LocalTime?
    /// True if it was last asked to stop, itself or with another that it belongs to; false if it was asked to start.
    var isToBeDown = false
    /// What a service has of processes; nil before its first start.
    var run: ServiceRun?

    init(_ name: UnitName) { self.name = name }

    var description: String { settings?.description ?? name.text }

    private func noteChange(from old: State) {
        if state == .active, old != .reloading { activeSince = LocalTime.now }
        if state == .inactive || state == .failed { inactiveSince = LocalTime.now }
    }
}

/// What there is of a service since its last start.
final class ServiceRun {
    /// What tells its processes from others; nil when there are none any more.
    var membership: Membership?
    var mainProcess: pid_t?
    var controlProcess: pid_t?
    /// The commands of the present moment that are still to run.
    var remaining: ArraySlice<ExecCommand> = []
    /// The one of them that was started last.
    var command: ExecCommand?
    var moment = ServiceSettings.Moment.start
    var mainEnd: ProcessEnd?
    var mainStarted: LocalTime?
    var mainEnded: LocalTime?
    /// The process that ended last as the main one, kept for `show`.
    var lastMainProcess: pid_t = 0
    /// What the service says of itself.
    var statusText = ""
    var isReady = false
    /// It has come up since it was started last.
    var wasUp = false
    /// The service itself has said that it stops.
    var isStopping = false
    var automaticRestarts = 0
    /// When it was started, on the clock that only runs forward: for the limit of starts.
    var starts: [Double] = []
    /// Whether nobody asked for its end: only then it is started again.
    var mayRestart = true
    /// What happens when this moment passes without anything else.
    var deadline: Double?
}
