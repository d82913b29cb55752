public import BelaySource
public import BelaySyntax

extension JournalRecord {
    public struct Entered: Hashable, Sendable {
        public var step: StepPath
        public var kind: StepKind
        public var title: String
        /// In the runbook as it was then.
        public var span: Span

        public init(step: StepPath, kind: StepKind, title: String, span: Span) {
            self.step = step
            self.kind = kind
            self.title = title
            self.span = span
        }
    }

    /// The one record that a step is over: of what was entered, of the block of a target, and of every statement with a
    /// number that ran to its end. The interpreter writes it and looks for it, so that no statement has a say in either.
    public struct Ended: Hashable, Sendable {
        public var step: StepPath
        public var ending: StepEnd.Ending
        /// What it was and showed, where its other records do not say it.
        public var account: Account?

        public init(step: StepPath, ending: StepEnd.Ending, account: Account? = nil) {
            self.step = step
            self.ending = ending
            self.account = account
        }
    }

    /// What a step was that asks, says or waits, for whoever looks back: nobody resumes by it.
    public struct Account: Hashable, Sendable {
        public var kind: StepKind
        /// As it was shown, without its keyword; of a read its command.
        public var title: String
        /// Where a read ran.
        public var place: Location?
        public var duration: Duration
        /// The last lines that a read printed, what an `await` saw last, the difference that an `edit` made; empty where
        /// there is nothing.
        public var shown: String
        /// In the runbook as it was then.
        public var span: Span

        public init(
            kind: StepKind, title: String, place: Location?, duration: Duration, shown: String, span: Span
        ) {
            self.kind = kind
            self.title = title
            self.place = place
            self.duration = duration
            self.shown = shown
            self.span = span
        }
    }

    public struct Noted: Hashable, Sendable {
        public var finding: Finding
        /// As it was shown, without its keyword.
        public var title: String
        /// In the runbook as it was then.
        public var span: Span

        public init(finding: Finding, title: String, span: Span) {
            self.finding = finding
            self.title = title
            self.span = span
        }
    }

    public struct FailedStep: Hashable, Sendable {
        /// What failed, as it is shown.
        public enum Subject: Hashable, Sendable {
            /// A command that ran. Of a change the outcome says that it failed, so this one only reads.
            case command(sign: CommandSign, place: Location, text: String, allowed: Duration)
            case statement(title: String)
        }

        public var step: StepPath
        public var subject: Subject
        public var failure: Failure
        public var duration: Duration
        /// In the runbook as it was then.
        public var span: Span

        public init(step: StepPath, subject: Subject, failure: Failure, duration: Duration, span: Span) {
            self.step = step
            self.subject = subject
            self.failure = failure
            self.duration = duration
            self.span = span
        }

        public var title: String {
            switch subject {
            case .command(let sign, _, let text, _): "\(sign.rawValue) \(text)"
            case .statement(let title): title
            }
        }
    }
}
