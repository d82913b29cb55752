/// What a host's shell runs for a command: one of a few scripts, the same for every command, with words as its arguments.
struct RemoteStart: Sendable {
    enum Script: String, CaseIterable, Sendable {
        case plain, recorded
        /// Around a prefix, such as `sudo`, behind which the launcher script runs.
        case behind
        case recordedBehind = "recorded_behind"

        /// Tells its process number first, under the token that is its `$0`. The number leads the process group.
        var text: String { "printf '\\036%s host %s\\n' \"$0\" $$ >&2\n" + own }

        private var own: String {
            switch self {
            case .plain: LauncherScript.text
            case .recorded: RecordingLauncher.alone
            case .behind: "exec \"$@\""
            case .recordedBehind: RecordingLauncher.around
            }
        }
    }

    var script: Script
    var words: [String]

    /// - Parameters:
    ///   - mark: that under which the host keeps a record of it.
    ///   - generation: of the run; a host that has seen a later one does not start it.
    init(_ launch: LauncherInput, behind prefix: [String], recordedAs mark: String?, generation: Int) {
        let marks = mark.map { [$0, String(generation)] } ?? []
        if prefix.isEmpty {
            script = mark == nil ? .plain : .recorded
            words = marks + launch.arguments
        } else {
            script = mark == nil ? .behind : .recordedBehind
            words = marks + prefix + launch.words
        }
    }
}
