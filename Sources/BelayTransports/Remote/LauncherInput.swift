/// A command written out for the launcher script: arguments that everybody may see, and standard input.
struct LauncherInput: Sendable {
    var token: String
    /// What the launcher script takes behind the token.
    var arguments: [String]
    /// The variables, then the command's own input; `nil` where there is neither.
    var input: CommandInput?

    init(_ command: KnownCommand, token: String) {
        self.token = token
        let direct = command.isPipeline ? nil : DirectStart.words(of: command.script)
        let kind = direct != nil ? "direct" : command.isPipeline ? "pipeline" : "shell"
        let frame = command.variables.isEmpty ? "none" : "variables"
        arguments = [kind, frame] + (direct ?? [command.script])
        input = Self.frame(command.variables, before: command.input)
    }

    /// `sh`, the launcher script and its arguments.
    var words: [String] { ["sh", "-c", LauncherScript.text, token] + arguments }

    private static func frame(_ variables: [KnownCommand.Variable], before input: CommandInput?) -> CommandInput? {
        guard !variables.isEmpty else { return input }
        var bytes: [UInt8] = []
        for variable in variables {
            bytes += Array("=\(variable.name)=".utf8)
            // By bytes: a newline after a carriage return is not a character of its own to Swift.
            for byte in variable.value.utf8 {
                bytes.append(byte)
                if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "+")) }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return CommandInput(bytes: bytes + Array(".\n".utf8) + (input?.bytes ?? []), file: input?.file)
    }
}
