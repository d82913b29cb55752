import BelayLanguage
import BelayREPL
import BelayRuntime
import BelaySource
import BelayWorkspace

/// The prompt of a session at a held step: its names and its place, and a journal of its own. A failure there does
/// not hold again: it says why.
struct InspectPrompt: StepInspector {
    /// The names visible from a statement; nil when that does not check any more.
    let workspace: @Sendable (_ statement: Span) -> SessionWorkspace?
    let preflight: Preflight
    let given: PresetAnswers
    let display: DisplayOptions
    let console: Console
    /// Of the session that the step belongs to; a run has none.
    var desk: TerminalParts?
    var mode = AskMode.changes
    /// Changes there take this lock; nil when the run of the step has it already.
    var lock: String?

    func open(from stepContext: StepContext) async {
        let outer = console.signals.current
        do throws(UserError) {
            guard let workspace = workspace(stepContext.span) else {
                throw UserError(message: "the names at \(stepContext.step) are not known")
            }
            var talk = REPL(workspace, preflight: preflight, given: given, display: display, console: console)
            talk.stepContext = stepContext
            talk.mode = mode
            talk.lock = lock
            try await converse(talk, from: stepContext)
        } catch {
            console.error.write(error.text)
        }
        console.signals.handle(outer)
    }

    private func converse(_ talk: REPL, from stepContext: StepContext) async throws(UserError) {
        let own: TerminalParts
        if let desk { own = desk } else { own = try await TerminalParts(console: console) }
        let place = own.jobs.news.place
        let words = stepContext.place.isEmpty ? "" : ", on \(stepContext.place)"
        console.output.write(
            "Looking around at \(stepContext.step)\(words). $failure says what went wrong; Ctrl-D goes back.\n")
        var session = TypedSession(talk: talk, desk: own, console: console)
        let leaving = session.leaving
        await withTaskCancellationHandler {
            await session.lookAround(endsJobs: desk == nil)
        } onCancel: {
            leaving.begin()
        }
        own.jobs.news.lead(to: place)
    }
}

extension InspectPrompt {
    /// From a held step of a run.
    init(_ preflight: Preflight, given: PresetAnswers, display: DisplayOptions, console: Console) {
        let workspace = preflight.runbook.workspace
        self.init(
            workspace: { SessionWorkspace(workspace, lookingFrom: $0) }, preflight: preflight, given: given,
            display: display, console: console)
    }
}
