import Glibc

/// Shows a long text page by page where a person reads it: with what `PAGER` says, else with `less`.
struct Pager {
    let console: Console

    /// Without a terminal, without a pager or where the text fits the screen it is written as it is.
    func show(_ text: String) {
        guard let command, isLong(text), let pager = popen(command, "w") else { return console.output.write(text) }
        // Ctrl-C is the pager's; one that ends lets nobody read the rest.
        console.signals.handle { number in
            if number == SIGTERM || number == SIGHUP { exit(128 + number) }
        }
        defer { console.signals.handle(nil) }
        var text = text
        text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, pager) }
        // The shell's own status for a program that it has not found.
        if pclose(pager) >> 8 & 0xFF == 127 { console.output.write(text) }
    }

    /// For the shell; nil where nothing is paged.
    private var command: String? {
        guard console.isTerminal, console.hasScreen else { return nil }
        let wanted = console.environment["PAGER"]
        if wanted == "" || wanted == "cat" { return nil }
        // Colours are kept, and what is shown stays on the screen, unless the person has options of their own.
        let options = console.environment["LESS"] == nil ? "LESS=FRX " : ""
        return "\(options)\(wanted ?? "less")"
    }

    private func isLong(_ text: String) -> Bool {
        guard let height = console.output.screenSize?.height else { return false }
        return text.utf8.count { $0 == UInt8(ascii: "\n") } >= height
    }
}
