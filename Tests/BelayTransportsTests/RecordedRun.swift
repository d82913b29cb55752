import BelayRuntime
import BelayTestSupport
import Testing

@testable import BelayTransports

/// A host with a home of its own, and the connection to it that the tests of a suite share, as the steps of a run do.
struct RecordingHost {
    let home = TemporaryFolder("home")
    let server: TestSSHServer
    let transports: Transports

    init() {
        server = TestSSHServer(variables: ["HOME=\(home.path)"])
        transports = Transports(
            sshArguments: server.sshArguments, timeouts: TransportTimeouts(grace: .milliseconds(500)))
    }
}

/// A run whose changes the host `box` keeps a record of.
struct RecordedRun {
    let home: TemporaryFolder
    let server: TestSSHServer
    let transports: Transports
    let run = "20260301-093000-\(CommandToken.random().prefix(8))"

    init(on host: RecordingHost) {
        home = host.home
        server = host.server
        transports = host.transports
    }

    func change(
        _ script: String, number: Int = 1, at place: Location = .on("box"), limit: Duration = .seconds(60),
        isCaptured: Bool = false
    ) -> CommandEffect {
        CommandEffect.command(script, at: place, limit: limit, isCaptured: isCaptured)
            .recorded(as: "\(run)/\(number)")
    }

    /// The path of the record, in the home.
    var folder: String { ".local/state/belay/far/\(run)" }

    func record(_ number: Int = 1) -> String { home.read("\(folder)/\(number)") }

    /// Begins a change, waits for its first lines, and cuts its connection.
    func cut(
        _ change: CommandEffect, lines: Int = 1, in heard: Heard = Heard()
    ) async -> Task<CommandOutcome, Never> {
        let task = Task { [transports] in await transports.perform(change) { heard.hear($0) } }
        _ = await heard.lines(lines)
        // The processes of a kept shell, which hold the pipes, end with the connection, and soon after it.
        let shells = server.processes(inGroupsOf: "cat").map { Substring("\($0)") }
        server.cutConnections()
        #expect(await FarProcess.areGone(shells))
        return task
    }
}
