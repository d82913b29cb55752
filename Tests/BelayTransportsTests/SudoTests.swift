import BelayData
import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Commands as another user of a host. Where the tests may not use `sudo -n`, it is its refusal that is tested.
@Suite(.serialized)
struct SudoTests {
    private static let server = TestSSHServer()
    private static let other = "nobody"
    private static let transports = Transports(
        sshArguments: server.sshArguments, timeouts: TransportTimeouts(grace: .milliseconds(500)))
    let transports = Self.transports

    private func isAllowed() async -> Bool {
        await transports.perform(.command("sudo -n -u \(Self.other) -- true")).ending == .exited(0)
    }

    @Test func `A refusal of sudo is not a failed command`() async {
        let outcome = await transports.perform(.command("true", at: .on("box", as: "no-such-user")))
        guard case .notStarted(let words) = outcome.ending else {
            Issue.record("it was started: \(outcome)")
            return
        }
        #expect(words.hasPrefix("`sudo -n -u no-such-user --` on box did not start the command: sudo: "))
    }

    @Test func `Status, input, variables and texts pass`() async {
        let place = Location.on("box", as: Self.other)
        let who = await transports.perform(.command("id -un", at: place))
        if await isAllowed() {
            #expect(who.text == "\(Self.other)\n")
            #expect(await transports.perform(.command("exit 1", at: place)).ending == .exited(1))
            #expect(await transports.perform(.command("cat", at: place, input: "a\n")).text == "a\n")
            var random = RandomTexts(seed: 4)
            for _ in 0..<4 {
                let sent = random.texts(300)
                let variables = [("BELAY_TEXT", sent.joined())]
                let script = "printf '%s\\0' \(ShellQuoting.joined(sent)) \"$BELAY_TEXT\""
                let outcome = await transports.perform(.command(script, at: place, environment: variables))
                #expect(texts(printed: outcome.output) == sent + [sent.joined()], "\(outcome.tail)")
            }
        } else {
            guard case .notStarted(let words) = who.ending else {
                Issue.record("it was started: \(who)")
                return
            }
            #expect(words.contains("sudo: "))
        }
    }

    @Test func `A user begins where the login does, or at the root if it may not be there`() async {
        let server = TestSSHServer()
        let transports = Transports(sshArguments: server.sshArguments)
        let place = Location.on("box", as: Self.other)
        let login = await transports.perform(.command("pwd", at: .on("box"))).text
        guard await isAllowed() else {
            #expect(await transports.perform(.command("pwd", at: place)).ending != .exited(0))
            return
        }
        // Each with a login of its own, and twice by a shell that is kept. The folders above do not matter to who is inside.
        for (mode, folder) in [("755", login), ("700", "/\n"), ("711", login), ("700", "/\n")] {
            let changed = await transports.perform(.command("chmod \(mode) .", at: .on("box")))
            #expect(changed.ending == .exited(0), "\(changed)")
            let outcome = await transports.perform(.command("pwd; ls -d .", at: place))
            #expect(outcome.text == folder + ".\n", "\(mode): \(outcome)")
        }
        await transports.close()
    }

    @Test func `Cancelling ends what another user runs`() async {
        guard await isAllowed() else {
            let refused = await transports.perform(.command("true", at: .on("box", as: Self.other)))
            #expect(refused.ending != .exited(0))
            return
        }
        let heard = Heard()
        let script = "trap '' TERM; echo $$; (trap '' TERM; exec sleep 1000) & echo $!; wait; wait"
        let task = Task { [transports] in
            await transports.perform(.command(script, at: .on("box", as: Self.other))) { heard.hear($0) }
        }
        _ = await heard.lines(2)
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
    }
}
