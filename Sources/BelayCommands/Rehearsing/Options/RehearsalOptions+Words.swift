extension RehearsalOptions {
    /// The command line of one rehearsal, as words behind the program's name.
    var words: [String] {
        var words = ["rehearse", arguments.runbook] + parameterWords
        if yes { words.append("--yes") }
        for answer in run.confirm { words += ["--confirm", answer] }
        for breakage in breakages { words += ["--break", breakage] }
        if let record = recording.record { words += ["--record", record] }
        if let report = reporting.report { words += ["--report", report] }
        words += ["--seed", String(seed)]
        if keep { words.append("--keep") }
        if twice { words.append("--twice") }
        if run.verbose { words.append("--verbose") }
        return words + ["--format", run.display.format.rawValue, "--colour", run.display.colour.rawValue]
    }

    /// The words that choose the lab; a command within the lab does not need them.
    var labWords: [String] {
        var words = apiWithoutQuorum ? ["--api-without-quorum"] : []
        if let begin { words += ["--begin", begin] }
        if let etcd { words += ["--etcd", etcd] }
        if let bootTime { words += ["--boot", bootTime] }
        return words
    }

    /// Those that give parameters their values.
    var parameterWords: [String] { arguments.values + arguments.files.flatMap { ["--params", $0] } }
}
