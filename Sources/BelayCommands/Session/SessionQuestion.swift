import Glibc

/// Asks the operator between the steps of a session.
struct SessionQuestion {
    let console: Console
    /// The action of signals when nothing is asked.
    let atRest: (@Sendable (_ signal: Int32) -> Void)?

    /// Yes or no; Ctrl-C and the end of input are a no.
    func confirm(_ prompt: String) async -> Bool {
        while true {
            guard case .text(let line) = await self.line(prompt) else {
                console.output.write("\n")
                return false
            }
            switch line.filter({ $0 != " " }).lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: console.output.write("please type y or n\n")
            }
        }
    }

    /// One line; a signal ends the question.
    func line(_ prompt: String) async -> TerminalInput.Line {
        let reading = InterruptibleLine()
        let atRest = atRest
        console.signals.handle { number in
            reading.end()
            if number != SIGINT { atRest?(number) }
        }
        let line = await reading.read(LinePrompt(prompt), on: console)
        console.signals.handle(atRest)
        return line
    }
}
