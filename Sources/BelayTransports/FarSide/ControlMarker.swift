/// A report of the launcher script about a command, between the lines of its standard error.
enum ControlMarker: Hashable, Sendable {
    /// The host's shell runs, with this process number, which leads its session.
    case host(Int)
    /// The command is about to start, below the process of this number, as numbered where the command runs.
    case started(Int)
    /// The command has ended with this status.
    case exited(Int)
    /// There is no such program.
    case missingProgram
    /// A pipeline, and a shell without `pipefail`.
    case noPipefail
    /// Standard input ended before the variables had come: something on the way does not pass it on.
    case noInput
    /// The host cannot keep a record of the command, and so it was not started.
    case unrecorded
    /// It was given up before it had come there, and so it was not started.
    case void
    /// It had come there before, and this time it was not started.
    case taken

    /// The prefix before the command has ended too.
    case over

    /// Reads the text after the token, such as `exit 0`.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        let number = words.count == 2 ? Int(words[1]) : nil
        switch (words.first, number) {
        case ("host", let number?): self = .host(number)
        case ("start", let number?): self = .started(number)
        case ("exit", let number?): self = .exited(number)
        case ("missing", nil): self = .missingProgram
        case ("pipefail", nil): self = .noPipefail
        case ("input", nil): self = .noInput
        case ("unrecorded", nil): self = .unrecorded
        case ("void", nil): self = .void
        case ("taken", nil): self = .taken
        case ("over", nil): self = .over
        case (_, _): return nil
        }
    }
}

/// The sum of the marks of one command.
struct ControlMarkers: Hashable, Sendable {
    var host: Int?
    var started: Int?
    var exited: Int?
    /// Why it was not started.
    var refusal: ControlMarker?

    mutating func add(_ mark: ControlMarker) {
        switch mark {
        case .host(let process): host = process
        case .started(let process): started = process
        case .exited(let status): exited = status
        case .missingProgram, .noPipefail, .noInput, .unrecorded, .void, .taken: refusal = mark
        case .over: break
        }
    }
}
