import BelayJournal
import BelayREPL
import BelayRuntime
import BelayWorkspace
import Glibc
import Synchronization

/// A session at a terminal: a prompt, a statement, what came of it, and the next prompt.
struct TypedSession {
    private var talk: SessionTalk
    private let console: Console
    private let history: SessionHistory?
    private let lines: SessionLines
    /// Set by TERM and HUP.
    private let leaving: Leaving

    init(talk: SessionTalk, console: Console) throws(Refusal) {
        self.talk = talk
        self.console = console
        history = try SessionHistory(in: StateFolder.found(by: console).path)
        let assistant = SessionAssistant(console: console)
        lines = SessionLines(console: console, assistant: assistant)
        for entry in history?.entries ?? [] { lines.remember(entry) }
        leaving = Leaving()
        let (leaving, waker) = (leaving, lines.waker)
        self.talk.atRest = { number in
            if number != SIGINT { leaving.begin() }
            waker(number)
        }
        console.signals.handle(self.talk.atRest)
    }

    mutating func carryOut() async throws(Refusal) -> ExitStatus {
        let begun = console.clock.now
        do throws(Refusal) {
            _ = try await talk.begin()
        } catch {
            console.error.write(error.text)
        }
        let status = await converse()
        await talk.close(status, took: console.clock.now - begun)
        return status
    }

    private mutating func converse() async -> ExitStatus {
        while !leaving.hasBegun {
            lines.look(at: talk)
            switch await lines.entry(place: talk.workspace.place) {
            case .entry(let entry):
                let goesOn = await take(entry)
                // Afterwards: by then its secrets are known.
                keep(entry)
                if !goesOn { return .done }
            case .dropped: continue
            case .end: return .done
            }
        }
        return .cancelled
    }

    private func keep(_ entry: String) {
        guard SessionHistory.keeps(entry), !SessionWorkspace.holdsSecret(entry) else { return }
        if let session = talk.run?.session, session.redacted(entry) != entry { return }
        lines.remember(entry)
        if history?.add(entry) == false {
            console.error.write("belay: the history cannot be written\n")
        }
    }

    /// False: the session is left.
    private mutating func take(_ entry: String) async -> Bool {
        do throws(Refusal) {
            if entry.first(where: { !$0.isWhitespace }) == ":" { return try await talk.obey(entry) != nil }
            _ = try await talk.take(entry + "\n")
        } catch {
            console.error.write(error.text)
        }
        return true
    }
}

/// Whether the session is to end.
private final class Leaving: Sendable {
    private let state = Mutex(false)

    var hasBegun: Bool { state.withLock { $0 } }

    func begin() { state.withLock { $0 = true } }
}
