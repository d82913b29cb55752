import BelayLanguage

/// A record of a run, so that the run can be understood and resumed.
public enum JournalRecord: Hashable, Sendable {
    case started(Started)
    /// Durable before the effect.
    case intent(Intent)
    /// Durable after the effect.
    case outcome(OutcomeRecord)
    /// A name was bound; secrets are never written.
    case bound(Bound)
    /// A condition that decided the way: the branch of an `if`, a `done when`, an `await`'s end.
    case decided(Decided)
    case answered(Answered)
    /// An action, a phase, a step or a handler began or ended.
    case entered(StepPath, StepKind, title: String)
    case left(StepPath, StepEnd.Ending)
    /// A failure that a handler or a further attempt has taken up: it stays one, also when the run is resumed.
    case failed(Failure)
    /// A step has failed that leaves no other record of that, such as a `let` or an `expect`.
    case stepFailed(FailedStep)
    /// This handler has recovered from a failure.
    case recovered(StepPath, Failure)
    /// An `always` begins because of a failure, or with nil of a cancel. When the run ends by it and is resumed, this
    /// handler is still to come.
    case unwinding(StepPath, from: StepPath?)
    /// While this step held somebody looked around, in a session that has a journal of its own.
    case looked(StepPath, session: String)
    case finished(Finished)
    /// The run is resumed.
    case resumed(Resumed)

    public struct Started: Hashable, Sendable {
        public var run: String
        public var title: String
        /// The runbook's file as it was given, and the hash of it and its libraries in order.
        public var runbook: String
        public var digests: [String]
        /// As texts, without the secrets.
        public var parameters: [Value.Field]
        /// Hashes by which the secrets among them are recognized when they are given again.
        public var seals: [String: SecretSeal] = [:]
        public var lock: String?
        /// It is a session: what was typed is nowhere else, so it cannot be resumed.
        public var isSession: Bool
        /// The folder in which Belay was started: local commands and relative paths begin there.
        public var folder: String
        /// `$run.started`.
        public var begun: String
        public var version: String
        public var host: String
        public var user: String
        public var process: Int

        public init(
            run: String, title: String, runbook: String, digests: [String], parameters: [Value.Field], lock: String?,
            isSession: Bool = false, folder: String, begun: String, version: String, host: String, user: String,
            process: Int
        ) {
            self.isSession = isSession
            self.run = run
            self.title = title
            self.runbook = runbook
            self.digests = digests
            self.parameters = parameters
            self.lock = lock
            self.folder = folder
            self.begun = begun
            self.version = version
            self.host = host
            self.user = user
            self.process = process
        }
    }

    public struct Intent: Hashable, Sendable {
        /// The effect's number.
        public var number: Int
        public var step: StepPath
        /// `?`, `$` or `!`.
        public var sign: String
        public var location: String
        public var command: String
        /// The action whose undo this effect belongs to.
        public var undo: StepPath?
        /// The location in its parts, and how long it may take: what a command that outlives Belay is looked for by. Nil
        /// in journals of earlier versions.
        public var place: Location?
        public var limit: Duration?
        /// The host keeps a record of it.
        public var isRecorded: Bool

        public init(
            number: Int, step: StepPath, sign: String, location: String, command: String, undo: StepPath?,
            place: Location? = nil, limit: Duration? = nil, isRecorded: Bool = false
        ) {
            self.number = number
            self.step = step
            self.sign = sign
            self.location = location
            self.command = command
            self.undo = undo
            self.place = place
            self.limit = limit
            self.isRecorded = isRecorded
        }
    }

    public struct OutcomeRecord: Hashable, Sendable {
        public var number: Int
        public var ending: CommandOutcome.Ending
        public var tail: String
        public var duration: Duration
        /// Its output, when that is a value: the change is not done again to get it.
        public var output: String?
        /// The source that knew the outcome, when it was not seen to end.
        public var witness: OutcomeSource?

        public init(
            number: Int, ending: CommandOutcome.Ending, tail: String, duration: Duration, output: String? = nil,
            witness: OutcomeSource? = nil
        ) {
            self.number = number
            self.ending = ending
            self.tail = tail
            self.duration = duration
            self.output = output
            self.witness = witness
        }
    }

    /// The source that settled an unknown outcome.
    public enum OutcomeSource: String, Hashable, Sendable {
        case doneWhen = "done when"
        case farSide = "far side"
        case person
    }

    public struct Bound: Hashable, Sendable {
        public var step: StepPath
        public var name: String
        public var value: Value
        /// By a person, in place of a step that failed.
        public var isGiven: Bool
        /// A hash by which a secret is recognized when it is read again.
        public var seal: SecretSeal?
        /// The number of the change whose output the value is: it is written there, and here it is not.
        public var output: Int?

        public init(
            step: StepPath, name: String, value: Value, isGiven: Bool = false, seal: SecretSeal? = nil,
            output: Int? = nil
        ) {
            self.step = step
            self.name = name
            self.value = value
            self.isGiven = isGiven
            self.seal = seal
            self.output = output
        }

        /// The value, also where it is written with a change.
        public func value(outputOf printed: (Int) -> String?) -> Value {
            guard let output, let text = printed(output) else { return value }
            return (try? Value(reading: text, as: .text)) ?? value
        }
    }

    public struct Decided: Hashable, Sendable {
        public var step: StepPath
        /// Such as `if`, `done when`, `await`.
        public var what: String
        public var truth: Truth

        public init(step: StepPath, what: String, truth: Truth) {
            self.step = step
            self.what = what
            self.truth = truth
        }
    }

    public struct Answered: Hashable, Sendable {
        public var step: StepPath
        public var question: String
        /// `yes`, `no`, or what was typed; `[secret]` for a secret.
        public var answer: String

        public init(step: StepPath, question: String, answer: String) {
            self.step = step
            self.question = question
            self.answer = answer
        }
    }

    public struct FailedStep: Hashable, Sendable {
        public var step: StepPath
        public var kind: StepKind
        public var title: String
        public var failure: Failure
        public var duration: Duration

        public init(step: StepPath, kind: StepKind, title: String, failure: Failure, duration: Duration) {
            self.step = step
            self.kind = kind
            self.title = title
            self.failure = failure
            self.duration = duration
        }
    }

    public struct Finished: Hashable, Sendable {
        public var outcome: RunEnd.Outcome
        public var message: String?
        /// The undo of each step that was not undone.
        public var pendingUndo: [PendingUndo]
        /// The steps that failed without a handler, and are tried again when the run is resumed.
        public var again: [StepPath]
        /// The run has begun no change.
        public var changedNothing: Bool
        public var handlerFailures: [Failure]
        public var report: RunReport

        public init(
            outcome: RunEnd.Outcome, message: String?, pendingUndo: [PendingUndo], again: [StepPath] = [],
            changedNothing: Bool = false, handlerFailures: [Failure] = [], report: RunReport = RunReport()
        ) {
            self.handlerFailures = handlerFailures
            self.report = report
            self.outcome = outcome
            self.message = message
            self.pendingUndo = pendingUndo
            self.again = again
            self.changedNothing = changedNothing
        }
    }

    public struct Resumed: Hashable, Sendable {
        /// Of the runbook and its libraries, in order.
        public var digests: [String]
        public var version: String
        public var host: String
        public var user: String
        public var process: Int

        public init(digests: [String], version: String, host: String, user: String, process: Int) {
            self.digests = digests
            self.version = version
            self.host = host
            self.user = user
            self.process = process
        }
    }
}

/// The journal could not be written: the step that needed it is not started.
public struct JournalFailure: Error, Hashable, Sendable {
    /// A sentence such as `the journal cannot be written: no space left on device`.
    public var message: String

    public init(message: String) { self.message = message }
}

/// The destination of a run's records.
public protocol RunJournal: Sendable {
    /// Returns when the record is written; when `isDurable`, when it would survive a crash of the machine. Gives the number
    /// of the record, counted from one: records are in the order of their numbers.
    @discardableResult
    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int
}
