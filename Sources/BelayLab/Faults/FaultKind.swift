/// Something that can go wrong in a rehearsal because it was asked for, as whoever asks for it knows it.
public struct FaultKind: Hashable, Sendable {
    /// What it goes wrong with, which also says what may be named behind it: `--break service-killed:db1/postgresql@2.1`.
    public enum Subject: Hashable, Sendable {
        /// A command of the run, or Belay itself; nothing of the lab.
        case command
        /// The lab as a whole, which finds out by itself whom it strikes.
        case lab
        case machine
        /// Services of a machine.
        case service
    }

    /// As `--break` takes it.
    public var name: String
    /// Its effect, for people.
    public var explanation: String
    public var subject: Subject
    /// For how many seconds it lasts when nothing is said; nil where it does not pass.
    public var usualSeconds: Int?
    /// When it makes a difference at which moment it is asked for.
    public var moment: Moment

    public init(
        name: String, explanation: String, subject: Subject, usualSeconds: Int? = nil, moment: Moment = .always
    ) {
        self.name = name
        self.explanation = explanation
        self.subject = subject
        self.usualSeconds = usualSeconds
        self.moment = moment
    }

    /// Commands are known by words, all of which they contain; any of the lists will do.
    public enum Moment: Hashable, Sendable {
        /// It strikes at its moment.
        case always
        /// It holds from then on, and until the next command that can meet it each moment is as good.
        case untilMet(by: [[String]])
        /// Until the first command that makes a difference each moment is as good; from there on it strikes at its moment.
        case onceMet(by: [[String]])
    }
}
