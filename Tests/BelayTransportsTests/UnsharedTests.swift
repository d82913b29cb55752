import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// An `ssh` on PATH that shares no connection: a wrapper that takes the options away, or is told otherwise.
@Suite(.serialized)
struct UnsharedTests {
    private static let wrappers = [
        """
        #!/bin/bash
        kept=()
        while [ $# -gt 0 ]; do
            case $1 in
            -S) shift ;;
            ControlMaster=* | ControlPath=*) unset 'kept[-1]' ;;
            *) kept+=("$1") ;;
            esac
            shift
        done
        exec /usr/bin/ssh "${kept[@]}"
        """,
        """
        #!/bin/sh
        exec /usr/bin/ssh -o ControlMaster=no -o ControlPath=none "$@"
        """,
    ]

    @Test(arguments: wrappers.indices)
    func `An ssh that shares no connection opens one for each command`(wrapper: Int) async throws {
        let server = TestSSHServer()
        let bin = TemporaryFolder("bin")
        bin.write(Self.wrappers[wrapper] + "\n", to: "ssh", mode: 0o755)
        var environment = ProcessEnvironment.inherited()
        environment.set("PATH", to: "\(bin.path):\(environment["PATH"] ?? "/usr/bin:/bin")")
        let transports = Transports(environment: environment, sshArguments: server.sshArguments)
        let run = "20260301-093000-\(CommandToken.random().prefix(8))"
        let outcomes = await withTaskGroup(of: CommandOutcome.self) { group in
            for number in 0..<6 {
                group.addTask {
                    let effect = CommandEffect.command("echo \(number); exit 3", at: .on("box"))
                    return await transports.perform(effect.recorded(as: "\(run)/\(number)"))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.ending == .exited(3) }, "\(outcomes.map(\.ending))")
        #expect(Set(outcomes.map(\.text)) == Set((0..<6).map { "\($0)\n" }))
        let heard = Heard()
        let task = Task {
            await transports.perform(.command("echo $$; sleep 1000", at: .on("box"))) { heard.hear($0) }
        }
        let process = await heard.lines(1)[0]
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(FarProcess.isGone(process))
        await transports.cleanUp(after: run, on: [])
        await transports.close()
    }
}
