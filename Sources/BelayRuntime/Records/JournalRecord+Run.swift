public import BelayData

extension JournalRecord {
    public struct Started: Hashable, Sendable {
        public var run: String
        public var title: String
        /// Steps of the plan that have a number.
        public var stepCount: Int
        /// The runbook's file as it was given, and the hash of it and its libraries in order.
        public var runbook: String
        public var digests: [String]
        /// The names of these files, as they are shown; empty in a journal of before they were written.
        public var files: [String] = []
        /// Without the secrets.
        public var parameters: [Value.Field]
        /// Hashes by which the secrets among them are recognized when they are given again.
        public var seals: [String: SecretSeal] = [:]
        public var lock: String?
        /// It is a session: what was typed is nowhere else, so it cannot be resumed.
        public var isSession: Bool
        /// It undoes what this run has done.
        public var undoes: String?
        /// The trace that it belongs to, as `TRACEPARENT` had it.
        public var trace: String?
        /// The digest of the plan that it is held to.
        public var plan: String?
        /// The file that the plan came from, absolute: its approvals are next to it.
        public var planFile: String?
        /// The folder in which Belay was started: local commands and relative paths begin there.
        public var folder: String
        /// `$run.started`.
        public var begun: Timestamp
        public var version: String
        public var host: String
        public var user: String
        public var process: Int

        public init(
            run: String, title: String, stepCount: Int, runbook: String, digests: [String], parameters: [Value.Field],
            lock: String?, isSession: Bool = false, folder: String, begun: Timestamp, version: String, host: String,
            user: String, process: Int
        ) {
            self.run = run
            self.title = title
            self.stepCount = stepCount
            self.runbook = runbook
            self.digests = digests
            self.parameters = parameters
            self.lock = lock
            self.isSession = isSession
            self.folder = folder
            self.begun = begun
            self.version = version
            self.host = host
            self.user = user
            self.process = process
        }
    }

    public struct Finished: Hashable, Sendable {
        public var outcome: RunEnd.Outcome
        /// The undo of each step that was not undone.
        public var pendingUndo: [PendingUndo]
        /// The steps that failed without a handler, and are tried again when the run is resumed.
        public var again: [StepPath]
        /// The run has begun no change.
        public var changedNothing: Bool
        public var handlerFailures: [Failure]
        /// How long the run took, or since it was resumed; nil in a journal of format 3.
        public var duration: Duration?
        /// All that failed, the headline first.
        public var report: RunReport

        public init(
            outcome: RunEnd.Outcome, pendingUndo: [PendingUndo] = [], again: [StepPath] = [],
            changedNothing: Bool = false, handlerFailures: [Failure] = [], duration: Duration? = nil,
            report: RunReport = RunReport()
        ) {
            self.outcome = outcome
            self.pendingUndo = pendingUndo
            self.again = again
            self.changedNothing = changedNothing
            self.handlerFailures = handlerFailures
            self.duration = duration
            self.report = report
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
