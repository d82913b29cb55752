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

        public init(step: StepPath, ending: StepEnd.Ending) {
            self.step = step
            self.ending = ending
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
