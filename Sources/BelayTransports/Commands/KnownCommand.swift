import BelayRuntime

/// A `CommandEffect` of which every text is known, as transports perform it. Its values stand in it as they are, secrets
/// too, so nothing of it is shown.
struct KnownCommand: Sendable {
    struct Variable: Sendable {
        var name: String
        var value: String
    }

    /// What it was made of; `nil` for Belay's own question to a host, which ends by itself, so that nobody has to end it
    /// when its answer is no longer waited for.
    var effect: CommandEffect?
    var script: String
    var isPipeline: Bool
    var variables: [Variable]
    var input: CommandInput?
    var limit: Duration
    /// `nil` is this machine.
    var host: String?
    /// What precedes the command, the change of user included.
    var prefix: [String]

    /// What its processes and its record are known by; `nil` for what changes nothing.
    var change: ChangeIdentity? { effect?.change }

    /// Throws where a text is not known, or has what no system passes on.
    init(_ effect: CommandEffect) throws(CommandRefusal) {
        self.effect = effect
        script = try Self.text(effect.script, "this command")
        isPipeline = effect.isPipeline
        variables = []
        for variable in effect.environment {
            let value = try Self.text(
                variable.value.performed, "the value of \(variable.name)", shown: variable.value.shown)
            variables.append(Variable(name: variable.name, value: value))
        }
        switch effect.input {
        case .given(let text)?:
            guard let known = text.performed else {
                throw CommandRefusal("its input has an unknown part: \(text.shown)")
            }
            input = CommandInput(bytes: Array(known.utf8))
        case .file(let file)?: input = try CommandInput(file)
        case nil: break
        }
        limit = effect.limit
        host = try effect.location.host.map { text throws(CommandRefusal) in try Self.text(text, "the host") }
        prefix = try Self.prefix(effect.location)
    }

    /// The same, known by another identity.
    func known(as change: ChangeIdentity) -> KnownCommand {
        var command = self
        command.effect?.change = change
        return command
    }

    /// Belay's own question to a host.
    init(asking host: String, _ script: String, limit: Duration) {
        self.script = script
        isPipeline = false
        variables = []
        self.limit = limit
        self.host = host
        prefix = []
    }

    static func prefix(_ location: Location) throws(CommandRefusal) -> [String] {
        var words: [String] = []
        if let user = location.user { words += Sudo.words(to: try text(user, "the user")) }
        for prefix in location.prefixes {
            for word in prefix { words.append(try text(word, "a word of the place")) }
        }
        return words
    }

    private static func text(_ planned: PlannedText, _ what: String) throws(CommandRefusal) -> String {
        try text(planned.known, what, shown: planned.shown)
    }

    private static func text(_ known: String?, _ what: String, shown: String) throws(CommandRefusal) -> String {
        guard let known else { throw CommandRefusal("\(what) has an unknown part: \(shown)") }
        guard !known.utf8.contains(0) else {
            throw CommandRefusal("\(what) contains a NUL, which no program can receive")
        }
        return known
    }
}

/// Why a command is not started, in a sentence.
struct CommandRefusal: Error, Hashable {
    var words: String
    /// Its place could keep no record of it. Without one it would be started.
    var lacksRecord: Bool
    /// Its deadline had passed.
    var isLate: Bool

    init(_ words: String, lacksRecord: Bool = false, isLate: Bool = false) {
        (self.words, self.lacksRecord, self.isLate) = (words, lacksRecord, isLate)
    }
}
