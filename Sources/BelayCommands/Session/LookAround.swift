import BelayLanguage
import BelayREPL
import BelayRuntime
import BelaySource
import BelayWorkspace

/// The prompt of a session where a held step stands: its names and its place, and a journal of its own. A failure there does
/// not hold once more: it says why.
struct LookAround: Sendable {
    /// What is seen from a statement; nil when that does not check any more.
    let workspace: @Sendable (_ statement: Span) -> SessionWorkspace?
    let preflight: Preflight
    let given: GivenAnswers
    let display: DisplayOptions
    let console: Console
    /// Of the session that the step belongs to; a run has none.
    var desk: SessionDesk?
    var mode = AskMode.changes
    /// What is changed there takes this target; nil when whoever carries the step out has it already.
    var lock: String?

    /// Returns when the person leaves it.
    func open(from standpoint: Standpoint) async {
        let outer = console.signals.current
        do throws(Refusal) {
            guard let workspace = workspace(standpoint.span) else {
                throw Refusal(message: "what is seen from \(standpoint.step) is not known")
            }
            var talk = SessionTalk(workspace, preflight: preflight, given: given, display: display, console: console)
            talk.standpoint = standpoint
            talk.mode = mode
            talk.lock = lock
            try await converse(talk, from: standpoint)
        } catch {
            console.error.write(error.text)
        }
        console.signals.handle(outer)
    }

    private func converse(_ talk: SessionTalk, from standpoint: Standpoint) async throws(Refusal) {
        let own: SessionDesk
        if let desk { own = desk } else { own = try await SessionDesk(console: console) }
        let place = own.jobs.news.place
        let words = standpoint.place.isEmpty ? "" : ", on \(standpoint.place)"
        console.output.write(
            "Looking around at \(standpoint.step)\(words). $failure says what went wrong; Ctrl-D goes back.\n")
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
