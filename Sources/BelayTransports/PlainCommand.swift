import BelayRuntime

/// A `CommandEffect` with all its texts known, as the transports carry it.
struct PlainCommand: Sendable {
    struct Variable: Sendable {
        var name: String
        var value: String
    }

    var script: String
    var isPipeline: Bool
    var variables: [Variable]
    var input: [UInt8]?
    var limit: Duration
    var isCaptured: Bool
    /// The mark of its processes; empty for none.
    var mark: String
    /// The host keeps a record of it under its mark.
    var isRecorded: Bool
    var host: String?
    /// The words before the command, the change of user included.
    var prefix: [String]
    /// Belay's own question: it ends by itself there, and nobody has to end it when its answer is no longer waited for.
    var endsByItself = false

    /// Throws where a text is not known, or has what no system passes on.
    init(_ effect: CommandEffect) throws(CommandRefusal) {
        script = try Self.text(effect.script, "this command")
        isPipeline = effect.isPipeline
        variables = []
        for variable in effect.environment {
            variables.append(
                Variable(name: variable.name, value: try Self.text(variable.value, "the value of \(variable.name)")))
        }
        if let text = effect.input?.text {
            guard let known = text.known else {
                throw CommandRefusal("its input has an unknown part: \(text.shown)")
            }
            input = Array(known.utf8)
        }
        limit = effect.limit
        isCaptured = effect.isCaptured
        mark = effect.mark
        isRecorded = effect.isRecorded
        host = try effect.location.host.map { text throws(CommandRefusal) in try Self.text(text, "the host") }
        prefix = try Self.prefix(effect.location)
    }

    /// Something of Belay's own to do on a host.
    init(_ script: String, on host: String, limit: Duration) {
        self.script = script
        isPipeline = false
        variables = []
        self.limit = limit
        isCaptured = true
        mark = ""
        isRecorded = false
        self.host = host
        prefix = []
        endsByItself = true
    }

    static func prefix(_ location: Location) throws(CommandRefusal) -> [String] {
        var words: [String] = []
        if let user = location.user { words += ["sudo", "-n", "-u", try text(user, "the user"), "--"] }
        for prefix in location.prefixes {
            for word in prefix { words.append(try text(word, "a word of the place")) }
        }
        return words
    }

    private static func text(_ planned: PlannedText, _ what: String) throws(CommandRefusal) -> String {
        guard let known = planned.known else {
            throw CommandRefusal("\(what) has an unknown part: \(planned.shown)")
        }
        guard !known.utf8.contains(0) else {
            throw CommandRefusal("\(what) contains a NUL, which no program can receive")
        }
        return known
    }
}

/// Why a command is not started, in a sentence.
struct CommandRefusal: Error, Hashable {
    var words: String

    init(_ words: String) { self.words = words }
}
