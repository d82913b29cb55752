/// What a run writes down so that it can be understood and gone on with.
public enum JournalRecord: Hashable, Sendable {
    case started(Started)
    /// Durable before the effect.
    case intent(Intent)
    /// Durable after the effect.
    case outcome(Settled)
    /// A name was bound; secrets are never written.
    case bound(Bound)
    /// A condition that decided the way: the branch of an `if`, a `done when`, an `await`'s end.
    case decided(Decided)
    case answered(Answered)
    /// An action, a phase, a step or a handler began or ended.
    case entered(StepPath, StepKind, title: String)
    case left(StepPath, StepEnd.Ending)
    case finished(Finished)

    public struct Started: Hashable, Sendable {
        public var run: String
        public var title: String
        /// The runbook's file as it was given, and the hash of it and its libraries in order.
        public var runbook: String
        public var digests: [String]
        /// As texts, without the secrets.
        public var parameters: [Value.Field]
        public var lock: String?
        public var version: String
        public var host: String
        public var user: String
        public var process: Int

        public init(
            run: String, title: String, runbook: String, digests: [String], parameters: [Value.Field], lock: String?,
            version: String, host: String, user: String, process: Int
        ) {
            self.run = run
            self.title = title
            self.runbook = runbook
            self.digests = digests
            self.parameters = parameters
            self.lock = lock
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

        public init(
            number: Int, step: StepPath, sign: String, location: String, command: String, undo: StepPath?
        ) {
            self.number = number
            self.step = step
            self.sign = sign
            self.location = location
            self.command = command
            self.undo = undo
        }
    }

    public struct Settled: Hashable, Sendable {
        public var number: Int
        public var ending: CommandOutcome.Ending
        public var tail: String
        public var duration: Duration

        public init(number: Int, ending: CommandOutcome.Ending, tail: String, duration: Duration) {
            self.number = number
            self.ending = ending
            self.tail = tail
            self.duration = duration
        }
    }

    public struct Bound: Hashable, Sendable {
        public var step: StepPath
        public var name: String
        public var value: Value

        public init(step: StepPath, name: String, value: Value) {
            self.step = step
            self.name = name
            self.value = value
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
        /// `yes`, `no`, or what was typed; `secret` for a secret.
        public var answer: String

        public init(step: StepPath, question: String, answer: String) {
            self.step = step
            self.question = question
            self.answer = answer
        }
    }

    public struct Finished: Hashable, Sendable {
        public var outcome: RunEnd.Outcome
        public var message: String?
        public var leftover: [String]

        public init(outcome: RunEnd.Outcome, message: String?, leftover: [String]) {
            self.outcome = outcome
            self.message = message
            self.leftover = leftover
        }
    }
}

/// The journal could not be written: the step that needed it is not started.
public struct JournalFailure: Error, Hashable, Sendable {
    /// A sentence such as `the journal cannot be written: no space left on device`.
    public var message: String

    public init(message: String) { self.message = message }
}

/// Where a run's records go.
public protocol RunJournal: Sendable {
    /// Returns when the record is written; when `isDurable`, when it would survive a crash of the machine.
    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure)
}
