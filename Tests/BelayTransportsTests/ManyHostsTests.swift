import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Connections to many hosts at once, where servers turn some away, break off or do not answer.
@Suite(.serialized)
struct ManyHostsTests {
    private let folder = TemporaryFolder("hosts")

    /// A change on each host that writes its number, all at once.
    private func writeNumbers(_ hosts: Range<Int>, over transports: Transports) async -> [CommandOutcome.Ending] {
        let run = "20260301-093000-\(CommandToken.random().prefix(4))"
        return await withTaskGroup(of: CommandOutcome.Ending.self) { group in
            for number in hosts {
                let change = CommandEffect.command("echo \(number) >> \(folder.path)/done", at: .on("host\(number)"))
                    .recorded(as: "\(run)/\(number + 1)")
                group.addTask { await transports.perform(change).ending }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `Where a server turns most connections away no host fails and each change is made once`() async {
        let server = TestSSHServer(settings: ["MaxStartups 2:50:5"])
        let transports = Transports(sshArguments: server.sshArguments)
        let endings = await writeNumbers(0..<30, over: transports)
        #expect(endings == Array(repeating: .exited(0), count: 30))
        let numbers = folder.read("done").split(whereSeparator: \.isNewline).compactMap { Int($0) }
        #expect(numbers.sorted() == Array(0..<30))
        await transports.close()
    }

    /// Connects to the server by a program that breaks off as often as there are files in a folder.
    private func brokenOff(_ times: Int, before server: TestSSHServer) -> Transports {
        let script = """
            #!/bin/bash
            for file in \(folder.path)/left/*; do
                if rm "$file" 2>/dev/null; then printf 'SSH-2.0-Broken\\r\\n'; exit; fi
            done
            exec 3<>/dev/tcp/127.0.0.1/\(server.port)
            cat <&3 & cat >&3

            """
        mkdir("\(folder.path)/left", 0o700)
        for number in 0..<times { folder.write("", to: "left/\(number)") }
        let way = folder.write(script, to: "way", mode: 0o700)
        return Transports(sshArguments: server.sshArguments + ["-o", "ProxyCommand=\(way)"])
    }

    @Test func `A connection that breaks off while it is made is made again`() async {
        let server = TestSSHServer()
        let transports = brokenOff(3, before: server)
        #expect(await writeNumbers(0..<1, over: transports) == [.exited(0)])
        #expect(folder.read("done") == "0\n")
        await transports.close()
    }

    @Test func `One that always breaks off is unreachable with the words of ssh`() async {
        let server = TestSSHServer()
        let transports = brokenOff(100, before: server)
        guard case .unreachable(let words) = await writeNumbers(0..<1, over: transports).first else {
            Issue.record("it was reached")
            return
        }
        #expect(words.contains("UNKNOWN port 65535"), "\(words)")
        await transports.close()
    }

    @Test func `A session that ends before it says anything is asked for again`() async {
        let script = """
            #!/bin/sh
            case $SSH_ORIGINAL_COMMAND in *' ready'*) ;; *) if rmdir \(folder.path)/once 2>/dev/null; then kill -9 $$; fi ;; esac
            exec sh -c "$SSH_ORIGINAL_COMMAND"

            """
        let shell = folder.write(script, to: "shell", mode: 0o700)
        let server = TestSSHServer(settings: ["ForceCommand \(shell)"])
        for environment in [ProcessEnvironment.inherited(), .withoutKeptShells] {
            mkdir("\(folder.path)/once", 0o700)
            let transports = Transports(environment: environment, sshArguments: server.sshArguments)
            #expect(await transports.perform(.command("echo in", at: .on("box"))).text == "in\n")
            #expect(access("\(folder.path)/once", F_OK) != 0)
            await transports.close()
        }
    }

    /// Of this configuration the hosts `hung...` are reached by a program that does nothing.
    private func withHungHosts(_ server: TestSSHServer) -> [String] {
        let file = folder.write(
            "Host hung*\n  ProxyCommand sleep 1000\nMatch all\n  Include \(server.configuration)\n", to: "ssh_config")
        return ["-F", file, "-o", "ConnectTimeout=500"]
    }

    @Test func `Hosts that do not answer do not hold up the others`() async {
        let server = TestSSHServer()
        let transports = Transports(sshArguments: withHungHosts(server))
        let ended = Heard()
        let hung = (0..<OpeningPace.first * 2).map { number in
            Task {
                _ = await transports.perform(.command("true", at: .on("hung\(number)")))
                ended.hear(OutputPiece(stream: .output, bytes: Array("ended\n".utf8)))
            }
        }
        // They have all places.
        try? await Task.sleep(for: .milliseconds(300))
        #expect(await writeNumbers(0..<4, over: transports) == Array(repeating: .exited(0), count: 4))
        #expect(ended.text(.output) == "")
        for task in hung { task.cancel() }
        for task in hung { await task.value }
        // Long before their login is given up.
        let start = ContinuousClock.now
        await transports.close()
        #expect(start.duration(to: .now) < .seconds(60))
    }

    @Test func `A login that takes too long is told as that`() async {
        let server = TestSSHServer()
        let transports = Transports(
            sshArguments: withHungHosts(server), timeouts: TransportTimeouts(login: .seconds(1)))
        #expect(
            await transports.perform(.command("true", at: .on("hung"))).ending
                == .unreachable("hung: logging in there has taken longer than 1 s"))
        await transports.close()
    }
}
