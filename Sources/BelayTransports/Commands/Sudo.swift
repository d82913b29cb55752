/// How a command becomes another user's: without a password, since nobody is there to type one.
enum Sudo {
    static func words(to user: String) -> [String] { ["sudo", "-n", "-u", user, "--"] }

    /// The statuses by which it passes on that a signal has ended the command, which another program may have sent.
    static let statusesOfSignals = [143, 137]
}
