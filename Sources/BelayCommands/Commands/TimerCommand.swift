import ArgumentParser
import BelayLanguage
import BelayRuntime
import BelaySystem
import BelayWorkspace
import Glibc

/// `belay timer RUNBOOK`: have systemd run a runbook again and again.
struct TimerCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "timer", usage: "<runbook> [<name=value> ...] --daily <time> [<options>]",
        abstract: "Write a systemd service and a timer that run a runbook, each day or each week.",
        discussion: """
            The runbook is checked and planned with these values first, and nothing may be asked that has no answer here: at
            night nobody is there. Nothing is enabled. The files go to /etc/systemd/system for root, and else to
            ~/.config/systemd/user, where the services of a user are.

            A run that fails and has no handler keeps its lock, so the next ones do nothing: `systemctl status` says which run it
            is, how to resume it, and how to give it up.

            Example:

                belay timer backup cluster=example.com master=admin@10.0.0.4 --daily 02:30
            """)

    @OptionGroup var arguments: RunbookArguments

    @Option(help: ArgumentHelp("Start it each day at this time, such as 02:30.", valueName: "time"))
    var daily: String?

    @Option(help: ArgumentHelp("Start it each week, such as \"Mon 02:30\".", valueName: "day time"))
    var weekly: String?

    @Option(help: ArgumentHelp("Start it when systemd's OnCalendar would.", valueName: "expression"))
    var calendar: String?

    @Option(help: ArgumentHelp("The name of the units; belay- and the runbook's name by default.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Write the files to this folder.", valueName: "folder"), completion: .directory)
    var to: String?

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question at STEP (its number in the plan). For a point of no return, TEXT is the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let calendar = try onCalendar()
        let display = DisplayOptions.people(.auto)
        if arguments.runbook == "-" {
            throw UserError(status: .usage, message: "a timer needs a file: what standard input has is gone by then")
        }
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        try refuseSecrets(of: runbook)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, files: arguments.files, on: console, reads: false)
        let plan = try await preflight.plan(display, on: console)
        let given = PresetAnswers(
            isYes: yes, confirmed: try Confirmations.read(confirm, for: plan), values: preflight.answers)
        try UnansweredQuestions(plan, given: given)
            .refuse("nothing was written", runbook.program.sources, display, on: console)
        let units = TimerUnits(
            name: unitName(of: runbook), title: runbook.program.title, command: command(for: runbook, on: console),
            folder: console.surroundings.workingFolder, calendar: calendar,
            user: isForMachine ? HostIdentity.user : nil)
        let folder = try folder(on: console)
        try write(units, to: folder)
        console.output.show(words(about: units, in: folder, hasLock: runbook.program.lock != nil))
        return .done
    }

    /// A service of the whole machine.
    private var isForMachine: Bool { geteuid() == 0 }

    private func onCalendar() throws(UserError) -> String {
        let given = [("--daily", daily), ("--weekly", weekly), ("--calendar", calendar)].filter { $0.1 != nil }
        guard given.count == 1 else {
            throw UserError(
                status: .usage,
                message: given.isEmpty
                    ? "when it is to start is missing" : "\(given[0].0) and \(given[1].0) exclude each other",
                help: ["belay timer \(arguments.runbook) --daily 02:30"])
        }
        if let daily {
            if let moment = TimerMoment.daily(daily) { return moment }
            throw UserError(status: .usage, message: "`\(daily)` is not a time of a day", help: ["--daily 02:30"])
        }
        if let weekly {
            if let moment = TimerMoment.weekly(weekly) { return moment }
            throw UserError(
                status: .usage, message: "`\(weekly)` is not a day and a time", help: ["--weekly \"Mon 02:30\""])
        }
        guard let calendar, !calendar.isEmpty, !calendar.contains(where: \.isNewline) else {
            throw UserError(
                status: .usage, message: "--calendar is empty", help: ["--calendar \"Mon..Fri *-*-* 02:30:00\""])
        }
        return calendar
    }

    /// Whoever looks at the service would see them.
    private func refuseSecrets(of runbook: LoadedRunbook) throws(UserError) {
        let secret = Set(runbook.program.allParameters.filter(\.type.isSecret).map(\.key))
        guard let word = arguments.values.first(where: { value in secret.contains { value.hasPrefix("\($0)=") } })
        else { return }
        let name = word.prefix { $0 != "=" }
        throw UserError(
            message: "\(name) is a secret, and anybody can read the files of a service; nothing was written",
            help: ["put it into a file that only its user can read: --params FILE"])
    }

    private func unitName(of runbook: LoadedRunbook) -> String {
        if let name { return name }
        let file = runbook.name.split(separator: "/").last.map(String.init) ?? runbook.name
        let stem = file.hasSuffix(".runbook") ? String(file.dropLast(".runbook".count)) : file
        return "belay-"
            + String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
    }

    private func command(for runbook: LoadedRunbook, on console: Console) -> [String] {
        let surroundings = console.surroundings
        // A bundled one is found by its name, wherever Belay is by then.
        let isFile = runbook.name.contains("/") || runbook.name.hasSuffix(".runbook")
        var words = [surroundings.executable, "run", isFile ? surroundings.absolute(runbook.name) : runbook.name]
        words += arguments.values
        for file in arguments.files { words += ["--params", surroundings.absolute(file)] }
        if yes { words.append("--yes") }
        for answer in confirm { words += ["--confirm", answer] }
        return words
    }

    private func folder(on console: Console) throws(UserError) -> String {
        if let to { return console.surroundings.absolute(to) }
        if isForMachine { return "/etc/systemd/system" }
        let environment = console.environment
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/systemd/user" }
        if let home = environment["HOME"], home.hasPrefix("/") { return "\(home)/.config/systemd/user" }
        throw UserError(message: "there is no home folder for the units", help: ["--to FOLDER"])
    }

    private func write(_ units: TimerUnits, to folder: String) throws(UserError) {
        guard !units.name.isEmpty, !units.name.contains("/"), !units.name.contains(where: \.isWhitespace) else {
            throw UserError(status: .usage, message: "`\(units.name)` cannot be the name of a unit")
        }
        do throws(SystemError) {
            try Folder.make(folder, mode: 0o755)
            for (text, kind) in [(units.service, "service"), (units.timer, "timer")] {
                try File.write(Array(text.utf8), over: "\(folder)/\(units.name).\(kind)", mode: 0o644)
            }
        } catch {
            throw UserError(message: "the units cannot be written to \(folder): \(error.words)")
        }
    }

    private func words(about units: TimerUnits, in folder: String, hasLock: Bool) -> String {
        let systemctl = isForMachine ? "systemctl" : "systemctl --user"
        var text = "wrote \(folder)/\(units.name).service and \(units.name).timer\n\n"
        text += "  \(systemctl) daemon-reload\n"
        text += "  \(systemctl) enable --now \(units.name).timer   start it from now on\n"
        text += "  \(systemctl) list-timers \(units.name).timer    when it runs next\n"
        text += "  \(systemctl) status \(units.name).service       how the last run ended\n"
        text += hasLock ? "" : "\nThe runbook has no lock: another run of it can begin while this one runs.\n"
        return text
    }
}
