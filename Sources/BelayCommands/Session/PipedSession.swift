import BelaySystem
import BelayWorkspace

/// A session without a terminal: lines run as they come, up to the first input that fails.
struct PipedSession {
    var talk: REPL
    let console: Console

    private let input: InputLines
    /// Begun by Ctrl-C, TERM and HUP.
    private let leaving: Shutdown

    init(talk: REPL, console: Console) throws(UserError) {
        guard let input = InputLines() else { throw UserError(message: "the system has no free file descriptor") }
        let leaving = Shutdown { input.stop() }
        (self.talk, self.console, self.input, self.leaving) = (talk, console, input, leaving)
        let jobs = talk.jobs
        self.talk.leaving = leaving
        self.talk.atRest = { _ in
            leaving.begin()
            jobs.endAll()
        }
        console.signals.handle(self.talk.atRest)
    }

    mutating func run() async throws(UserError) -> ExitStatus {
        let begun = console.clock.now
        var status: ExitStatus
        do throws(UserError) {
            status = try await runLines()
        } catch {
            await talk.endJobs()
            await talk.close(.refused, took: console.clock.now - begun)
            throw error
        }
        await talk.endJobs()
        if status == .done { status = leaving.hasBegun ? .cancelled : talk.jobs.status }
        await talk.close(status, took: console.clock.now - begun)
        return status
    }

    private mutating func runLines() async throws(UserError) -> ExitStatus {
        var status = try await talk.begin()
        while status == .done, let text = try entry() {
            guard let ended = try await talk.execute(text) else { return .done }
            status = ended
        }
        // The end of the input is not the end of the jobs; what failed is.
        if status == .done { await talk.jobs.wait() }
        return status
    }

    /// One entry of as many lines as it wants, or what is left at the end of the input.
    private func entry() throws(UserError) -> String? {
        var text = ""
        while !leaving.hasBegun, let bytes = input.next() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw UserError(message: "a line is not UTF-8; it was not run")
            }
            text += line + "\n"
            if !SessionText.isIncomplete(text) { return text }
        }
        if text.isEmpty || leaving.hasBegun { return nil }
        if SessionText.continuesOnNextLine(text) {
            throw UserError(message: "the input ends after an unfinished line; that statement was not run")
        }
        return text
    }
}
