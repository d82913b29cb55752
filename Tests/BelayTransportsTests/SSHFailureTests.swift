import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Hosts that refuse, break off and change, each with an sshd of its own.
@Suite(.serialized)
struct SSHFailureTests {
    let server = TestSSHServer()
    let transports: Transports

    init() {
        transports = Transports(
            sshArguments: server.sshArguments, timeouts: TransportTimeouts(grace: .milliseconds(500)))
    }

    private func perform(_ script: String) async -> CommandOutcome {
        await transports.perform(.command(script, at: .on(server.host)))
    }

    @Test func `A server that does not listen is unreachable`() async {
        server.stop()
        let ending = await perform("true").ending
        #expect(
            ending
                == .unreachable("box: ssh: connect to host 127.0.0.1 port \(server.port): Connection refused"))
        #expect(
            await transports.perform(.command("true", at: .on("-oProxyCommand=id"))).ending
                == .notStarted("`-oProxyCommand=id` is not the name of a host"))
    }

    @Test func `A key that is not accepted is unreachable`() async {
        let refusing = TestSSHServer(settings: ["PubkeyAuthentication no"])
        let transports = Transports(sshArguments: refusing.sshArguments)
        guard case .unreachable(let words) = await transports.perform(.command("true", at: .on("box"))).ending else {
            Issue.record("it was reached")
            return
        }
        #expect(words.contains("Permission denied"))
    }

    @Test func `A changed host key fails at once`() async {
        #expect(await perform("true").ending == .exited(0))
        await transports.close()
        server.changeHostKey()
        let outcome = await perform("true")
        #expect(outcome.ending == .unreachable("box: Host key verification failed."))
        #expect(outcome.duration < .seconds(30))
        await transports.close()
    }

    @Test func `A connection lost in the middle leaves the outcome unknown`() async {
        let heard = Heard()
        let task = Task { [transports, server] in
            await transports.perform(.command("echo $$; sleep 1000", at: .on(server.host))) { heard.hear($0) }
        }
        _ = await heard.lines(1)
        server.cutConnections()
        #expect(
            await task.value.ending
                == .unknown("the connection to box was lost before the command was seen to end"))
        // The next command has a new connection.
        #expect(await perform("echo again").text == "again\n")
        let process = heard.text(.output).dropLast()
        #expect(!FarProcess.isGone(process))
        FarProcess.end(process)
        await transports.close()
    }

    /// Over the kept connection, and over one of its own where a server gives a connection but one session.
    @Test(arguments: [10, 1])
    func `A change that may have been sent is unknown although ssh says why it has failed`(sessions: Int) async {
        let folder = TemporaryFolder()
        let shell = """
            #!/bin/sh
            case $SSH_ORIGINAL_COMMAND in *' ready'*) exec sh -c "$SSH_ORIGINAL_COMMAND" ;; esac
            echo > \(folder.path)/sent
            while test -e \(folder.path)/sent; do sleep 0.05; done

            """
        folder.write(shell, to: "shell", mode: 0o700)
        let server = TestSSHServer(settings: ["MaxSessions \(sessions)", "ForceCommand \(folder.path)/shell"])
        let transports = Transports(environment: .withoutKeptShells, sshArguments: server.sshArguments)
        // Of a host that can keep no record.
        var change = CommandEffect.command("true", at: .on("box"))
        change = change.known(as: "20260301-093000-k3f9/1")
        let task = Task { [change] in await transports.perform(change) }
        while folder.read("sent") == "" { try? await Task.sleep(for: .milliseconds(10)) }
        server.cutConnections()
        guard case .unknown = await task.value.ending else {
            Issue.record("\(await task.value.ending)")
            return
        }
        await transports.close()
    }

    @Test func `A connection that breaks before it answers may have taken a change along`() async {
        #expect(await perform("true").ending == .exited(0))
        server.freezeConnections()
        // Of a host that can keep no record: nothing there would refuse it when it comes again.
        var change = CommandEffect.command("true", at: .on(server.host))
        change = change.known(as: "20260301-093000-k3f9/1")
        let task = Task { [transports, change] in await transports.perform(change) }
        server.waitForUnreadInput()
        server.cutConnections()
        guard case .unknown = await task.value.ending else {
            Issue.record("\(await task.value.ending)")
            return
        }
        await transports.close()
    }

    @Test func `A server that was restarted is connected to again`() async {
        #expect(await perform("true").ending == .exited(0))
        server.restart()
        #expect(await perform("true").ending == .exited(0))
        await transports.close()
    }

    @Test(arguments: [1, 2])
    func `A server of few sessions serves many commands`(sessions: Int) async {
        let narrow = TestSSHServer(settings: ["MaxSessions \(sessions)", "MaxStartups 2"])
        let transports = Transports(sshArguments: narrow.sshArguments)
        let outcomes = await withTaskGroup(of: CommandOutcome.self) { group in
            for number in 0..<6 {
                group.addTask { await transports.perform(.command("echo \(number); sleep 0.02", at: .on("box"))) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.ending == .exited(0) }, "\(outcomes.map(\.ending))")
        #expect(outcomes.allSatisfy { !$0.tail.contains("refused") })
        await transports.close()
    }

    @Test func `A busy server is asked again`() async {
        let busy = TestSSHServer(settings: ["MaxStartups 1"])
        // Half-open connections that say nothing hold the only place for a while.
        let holders = (0..<3).map { _ in HalfOpenConnection(to: busy.port) }
        let task = Task {
            let transports = Transports(sshArguments: busy.sshArguments)
            defer { Task { await transports.close() } }
            return await transports.perform(.command("echo in", at: .on("box")))
        }
        busy.waitForRefusal()
        for holder in holders { holder.close() }
        #expect(await task.value.text == "in\n")
    }
    @Test func `A host that greets nobody is given up by the time that it takes, not by the number of times`() async {
        let frozen = SilentListener()
        let transports = Transports(
            sshArguments: ["-F", "none", "-o", "ConnectTimeout=1", "-p", "\(frozen.port)"],
            timeouts: TransportTimeouts(crowd: .milliseconds(1500)))
        for connections in [1...2, 1...1] {
            let outcome = await transports.perform(.command("true", at: .on("127.0.0.1")))
            guard case .unreachable(let words) = outcome.ending else {
                Issue.record("it was reached")
                return
            }
            #expect(words.contains("Connection timed out during banner exchange"))
            // Once it has been given up, it is asked once by each command.
            #expect(connections.contains(frozen.connections()))
        }
    }
}
