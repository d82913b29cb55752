/// Standard error: all that is written there is a message, so nothing in it reaches the terminal raw.
struct MessageFile: Sendable {
    /// For what is made printable already, and has colours of its own.
    let file: OutputFile

    func write(_ message: String) { file.show(message) }
}
