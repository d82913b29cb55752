import BelayRuntime

/// Where a run is shown to people, and left to them for a question.
protocol RunDisplay: RunObserver {
    /// Leaves the terminal to a question, until `resume`; `waiting` are the steps whose questions come after it. What is
    /// typed stands there already and is not said again.
    func pause(asking question: Question, waiting: [StepPath])

    func resume()

    /// Whole lines of somebody else. Between `pause` and `resume` they wait.
    func say(_ text: String)

    /// The lines that wait, for somebody who can show them now.
    func takeSaid() -> String

    /// Where the texts of questions begin, counted from zero.
    var textColumn: Int { get }
}
