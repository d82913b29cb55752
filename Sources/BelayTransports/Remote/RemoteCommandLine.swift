import BelayData
import BelayRuntime

/// The text that a host's own shell is given, whichever that is.
enum RemoteCommandLine {
    /// Reports the process number, which leads the session's process group, and becomes the command.
    static func starting(_ start: RemoteStart, _ token: String) -> String {
        let text = "set -- \(ShellQuoting.joined(start.words))\n\(start.script.text)"
        return LoginShellQuoting.running(text, as: token)
    }

    /// Says on standard output that the connection is there, and keeps it until its input ends.
    static func keeping(_ token: String) -> String {
        LoginShellQuoting.running("printf '\\036%s ready\\n' \"$0\"; exec cat >/dev/null", as: token)
    }

    /// Keeps a shell that performs one command after another, and says that it is there under the token.
    static func keepingShell(_ token: String) -> String { LoginShellQuoting.running(KeptShellScript.text, as: token) }

    /// Ends what a host's record names. A number is the same to another user of the host; in a container it is not.
    static func ending(_ process: Int, of place: Location, _ prefix: [String], grace: Duration, token: String) -> String
    {
        var texts: [String] = []
        let here = TerminateScript.words(process: process, grace: grace, token: token)
        let behind = place.prefixes.isEmpty ? here : TerminateScript.words(findingToken: token, grace: grace)
        if !prefix.isEmpty, let behind { texts.append(ShellQuoting.joined(prefix + behind)) }
        if let here { texts.append(ShellQuoting.joined(here)) }
        return texts.joined(separator: "; ")
    }

    /// Ends what those markers name; `nil` where they name nothing.
    static func ending(_ markers: ControlMarkers, _ prefix: [String], grace: Duration, token: String) -> String? {
        var texts: [String] = []
        if let started = markers.started, !prefix.isEmpty,
            let words = TerminateScript.words(process: started, grace: grace, token: token)
        {
            texts.append(ShellQuoting.joined(prefix + words))
        }
        if let host = markers.host, let words = TerminateScript.words(process: host, grace: grace, token: token) {
            texts.append(ShellQuoting.joined(words))
        }
        return texts.isEmpty ? nil : LoginShellQuoting.running(texts.joined(separator: "; "), as: "belay-end")
    }
}
