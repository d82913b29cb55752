import BelayRuntime

/// The display of a run for people, which is left to them for a question.
protocol RunDisplay: RunObserver {
    /// Leaves the terminal to a question, until `resume`; `waiting` are the steps whose questions come after it. The
    /// answer is on the terminal already and is not shown again.
    func pause(asking question: Question, waiting: [StepPath])

    func resume()

    /// Whole lines of somebody else. Between `pause` and `resume` they wait.
    func show(_ text: String)

    /// The lines that wait, for somebody who can show them now.
    func takeSaid() -> String

    /// The column where the texts of questions begin, counted from zero.
    var textColumn: Int { get }
}
