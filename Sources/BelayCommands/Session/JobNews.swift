import BelayREPL
import Synchronization

/// Shows the output of jobs so that it disturbs neither a line that is typed nor a step that runs.
final class JobNews: Sendable {
    enum Place: Sendable {
        /// Nobody else is writing.
        case open
        /// Above the line that is edited.
        case editor(LineEditor.Handle)
        /// A prompt on a terminal that only prints: it is shown again.
        case prompt(String)
        /// Above what is drawn.
        case stage(any RunDisplay)
        /// A question is open: the news wait for its answer.
        case question
    }

    private struct State {
        var place = Place.open
        var held = DeferredOutput()
    }

    private let state = Mutex(State())
    private let output: OutputFile

    init(output: OutputFile) { self.output = output }

    var place: Place { state.withLock { $0.place } }

    func lead(to place: Place) {
        state.withLock { state in
            // A question on it may stay longer than whoever shows the news from now on.
            if case .stage(let stage) = state.place { state.held.append(stage.takeSaid()) }
            state.place = place
            let held = state.held.takeAll()
            if held.isEmpty { return }
            // The prompt is still to come.
            if case .prompt = place { output.write(held) } else { report(held, &state) }
        }
    }

    /// - Parameter text: whole lines.
    func report(_ text: String) {
        if text.isEmpty { return }
        state.withLock { report(text, &$0) }
    }

    private func report(_ text: String, _ state: inout State) {
        switch state.place {
        case .open: output.write(text)
        case .editor(let editor): editor.post(text)
        case .prompt(let prompt): output.write("\n" + text + prompt)
        case .stage(let stage): stage.show(text)
        case .question: state.held.append(text)
        }
    }
}
