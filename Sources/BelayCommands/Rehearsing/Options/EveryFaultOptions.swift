import ArgumentParser

/// The options of `belay rehearse --every-fault`.
struct EveryFaultOptions: ParsableArguments {
    @Flag(help: "Rehearse once for every fault at every step, and print the table.")
    var everyFault = false

    @Option(help: ArgumentHelp("With --every-fault: only this fault; repeatable.", valueName: "fault"))
    var fault: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --every-fault: only at this step, or the steps of this phase; repeatable.", valueName: "step")
    )
    var at: [String] = []

    @Option(help: ArgumentHelp("With --every-fault: a random sample of this size.", valueName: "number"))
    var sample: Int?

    @Option(
        help: ArgumentHelp(
            "With --every-fault: this many rehearsals in parallel; by default as many as memory allows.",
            valueName: "number"))
    var atOnce: Int?

    @Option(
        help: ArgumentHelp(
            "With --every-fault: append each result to this file, and skip those of the same version in it.",
            valueName: "file"), completion: .file())
    var results: String?

    /// The name of one of them that was given without `--every-fault`.
    var misplaced: String? {
        if everyFault { return nil }
        if !fault.isEmpty { return "--fault" }
        if !at.isEmpty { return "--at" }
        if sample != nil { return "--sample" }
        if atOnce != nil { return "--at-once" }
        return results == nil ? nil : "--results"
    }
}
