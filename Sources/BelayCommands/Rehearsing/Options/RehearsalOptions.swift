import ArgumentParser
import BelayLab

/// What `belay rehearse` is asked for.
struct RehearsalOptions: ParsableArguments {
    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer yes to every question, points of no return included.")
    var yes = false

    @OptionGroup var run: RunOptions

    @OptionGroup var recording: RecordOption

    @OptionGroup var reporting: ReportOption

    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "Inject FAULT at STEP (its number in the plan), or after a delay (FAULT@20s). An unknown fault lists them.",
            valueName: "fault@step"))
    var breakages: [String] = []

    @Option(
        help: ArgumentHelp(
            "Start from another cluster, or of several kinds at once: gossip,letters. An unknown one lists them.",
            valueName: "cluster"),
        completion: .list(ClusterKind.allCases.map(\.rawValue)))
    var begin: String?

    @Option(
        name: .customLong("boot"),
        help: ArgumentHelp("Let a new machine take this long to boot, as 90s or 5m.", valueName: "duration"))
    var bootTime: String?

    @Flag(help: "Let kubectl answer without a quorum of etcd main, unlike a real API.")
    var apiWithoutQuorum = false

    @Option(help: ArgumentHelp("Take etcd and etcdctl from this folder.", valueName: "folder"), completion: .directory)
    var etcd: String?

    @Option(help: ArgumentHelp("Seed for the lab's random choices.", valueName: "number"))
    var seed = 1

    @OptionGroup(title: "Every fault") var every: EveryFaultOptions

    @Flag(help: "Stay in the lab afterwards, with a shell to look around.")
    var keep = false

    @Option(
        help: ArgumentHelp(
            "Copy what the runbook has written in the operator's folders to this folder, which is made.",
            valueName: "folder"), completion: .directory)
    var keepFiles: String?

    @Flag(help: "Run the runbook again when it is done: then everything must be done already.")
    var twice = false
}

extension RehearsalOptions {
    /// Seconds from the order of a machine to its first sign of life.
    func bootSeconds() throws(UserError) -> Int {
        guard let bootTime else { return 0 }
        guard let time = ShortTime.read(bootTime) else {
            throw UserError(
                status: .usage, message: "`\(bootTime)` is not a time that a machine may take to boot",
                help: ["--boot 90s, or --boot 5m"])
        }
        return Int(time.components.seconds)
    }
}
