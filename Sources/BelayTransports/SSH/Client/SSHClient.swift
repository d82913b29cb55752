import Glibc

/// The system's ssh client, with the user's own configuration and what Belay asks of it beyond that.
struct SSHClient: Sendable {
    var path: String
    /// Put first, and so they win over the others: ssh takes the first value it is given.
    var extraArguments: [String]
    var environment: ProcessEnvironment

    private static let options = [
        // Nobody is there to answer.
        "BatchMode=yes", "RequestTTY=no", "EscapeChar=none",
        // A new host is accepted, a changed one is not.
        "StrictHostKeyChecking=accept-new",
        // A machine that stops answering is given up after a quarter of a minute.
        "ServerAliveInterval=5", "ServerAliveCountMax=3", "ConnectTimeout=10",
        // Connections are kept by Belay alone, and for nothing but commands.
        "ControlPersist=no", "RemoteCommand=none", "ClearAllForwardings=yes", "ForwardX11=no",
    ]

    /// Why a connection was closed is not an error to ssh, only information.
    private static let talkative = ["-o", "LogLevel=INFO"]

    /// Opens a connection that is kept until its standard input is closed, also by Belay's own death. Prints the mark
    /// `ready` once others can use it.
    func keeping(_ host: String, socket: String, token: String) -> ProcessCommand {
        var keeping = command(
            Self.talkative + ["-o", "ControlMaster=yes", "-S", socket, "--", host, RemoteCommandLine.keeping(token)],
            hasInput: true)
        keeping.isAlone = true
        return keeping
    }

    /// Runs a command over a kept connection and over nothing else.
    func session(_ connection: MasterConnection, text: String, hasInput: Bool) throws(UnsentReason) -> MuxRequest {
        MuxRequest(
            socket: try MuxSocket(path: connection.socket), text: text, environment: environment,
            hasInput: hasInput)
    }

    /// Runs a command over a connection of its own.
    func alone(_ host: String, text: String, hasInput: Bool) -> ProcessCommand {
        command(Self.talkative + ["-o", "ControlMaster=no", "-S", "none", "--", host, text], hasInput: hasInput)
    }

    private func command(_ arguments: [String], hasInput: Bool) -> ProcessCommand {
        let options = Self.options.flatMap { ["-o", $0] }
        return ProcessCommand(
            path: path, arguments: ["ssh"] + extraArguments + options + ["-T"] + arguments, environment: environment,
            hasInput: hasInput)
    }

    /// Says that a server had too much to do to greet us: nothing was sent, and it may greet us in a moment.
    static func isBusy(_ words: String) -> Bool {
        isSilent(words)
            || ["kex_exchange_identification", "ssh_exchange_identification", "Not allowed at this time"].contains {
                words.contains($0)
            }
    }

    /// Says that the other machine took the connection, and no server greeted us over it for as long as ssh waits.
    static func isSilent(_ words: String) -> Bool { words.contains("Connection timed out during banner exchange") }

    /// Says that a connection has ended before anything was asked over it, for a reason that may be gone in a moment.
    static func hasBroken(_ words: String) -> Bool {
        !neverConnected(words)
            && [
                "Connection closed by", "Connection reset by", "closed by remote host", "Broken pipe",
                "Timeout, server", RemoteExit.words(ofStatus: 255),
            ].contains { words.contains($0) }
    }

    /// Says that there was no connection by which a command could have been sent: nobody listens, has that name or that
    /// key, or lets us in.
    static func neverConnected(_ words: String) -> Bool {
        isBusy(words)
            || [
                "ssh: connect to host", "ssh: Could not resolve hostname", "Host key verification failed",
                "Permission denied (", "Too many authentication failures", "Unable to negotiate with",
            ].contains { words.contains($0) }
    }
}
