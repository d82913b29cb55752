extension RehearsalOptions {
    /// The command line of one rehearsal, as words behind the program's name.
    var words: [String] {
        var words = ["rehearse", arguments.runbook] + arguments.values
        for file in arguments.files { words += ["--params", file] }
        if yes { words.append("--yes") }
        for answer in run.confirm { words += ["--confirm", answer] }
        for breakage in breakages { words += ["--break", breakage] }
        if let record = recording.record { words += ["--record", record] }
        words += ["--seed", String(seed)]
        if keep { words.append("--keep") }
        if run.verbose { words.append("--verbose") }
        return words + ["--format", run.display.format.rawValue, "--colour", run.display.colour.rawValue]
    }
}
