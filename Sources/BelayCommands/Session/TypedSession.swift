import BelayREPL
import BelayRuntime
import BelaySystem
import BelayWorkspace
import Glibc

/// A session at a terminal: a prompt, a statement, what came of it, and the next prompt.
struct TypedSession {
    private var talk: REPL
    private let console: Console
    private let desk: TerminalParts
    /// Begun by TERM and HUP.
    let leaving: Shutdown

    init(talk: REPL, desk: TerminalParts, console: Console) {
        self.talk = talk
        self.desk = desk
        self.console = console
        let waker = desk.lines.waker
        let leaving = Shutdown(wake: waker)
        self.leaving = leaving
        self.talk.desk = desk
        self.talk.jobs = desk.jobs
        self.talk.leaving = leaving
        // What the run does that a held step belongs to.
        let outer = talk.stepContext == nil ? nil : console.signals.current
        self.talk.atRest = { number in
            if number == SIGINT { return waker() }
            leaving.begin()
            outer?(number)
        }
        console.signals.handle(self.talk.atRest)
    }

    mutating func run() async -> ExitStatus {
        let begun = console.clock.now
        console.output.write("Belay \(Version.current). :help for help, Tab completes, Ctrl-D leaves.\n")
        do throws(UserError) {
            _ = try await talk.begin()
        } catch {
            console.error.write(error.text)
        }
        let status = await converse()
        await talk.endJobs()
        await talk.close(status, took: console.clock.now - begun)
        console.signals.handle(nil)
        return status
    }

    /// At a held step.
    mutating func lookAround(endsJobs: Bool) async {
        let begun = console.clock.now
        let status = await converse()
        if endsJobs { await talk.endJobs() }
        await talk.close(status, took: console.clock.now - begun)
    }

    private mutating func converse() async -> ExitStatus {
        while !leaving.hasBegun {
            await desk.lines.look(phrases: talk.workspace.phrases, names: talk.names + talk.builtInNames)
            switch await desk.lines.entry(talk.promptName, place: talk.promptPlace) {
            case .entry(let entry):
                let continues = await run(entry)
                // Afterwards: by then its secrets are known.
                await keep(entry)
                if !continues { return .done }
            case .dropped: continue
            // Ctrl-D, or the terminal is gone: nobody has left then.
            case .end: return console.isTerminal ? .done : .cancelled
            }
        }
        return .cancelled
    }

    private func keep(_ entry: String) async {
        guard SessionHistory.keeps(entry), !talk.workspace.holdsSecret(entry) else { return }
        if let session = talk.run?.session, session.redacted(entry) != entry { return }
        // Secrets of the run, before anything is done at its step.
        if let stepContext = talk.stepContext, stepContext.redacted(entry) != entry { return }
        await desk.lines.remember(entry)
        if !desk.history.add(entry) {
            console.error.write("belay: the history cannot be written\n")
        }
    }

    /// False: the session is left.
    private mutating func run(_ entry: String) async -> Bool {
        do throws(UserError) {
            return try await talk.execute(entry + "\n") != nil
        } catch {
            console.error.write(error.text)
        }
        return true
    }
}
