import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// The record that a host keeps of the changes of a run, against a real sshd.
@Suite(.serialized)
struct FarRecordTests {
    /// The home of whoever logs in is this folder, so that no record is left in a real one.
    private static let home = TemporaryFolder("home")
    private static let server = TestSSHServer(settings: ["SetEnv HOME=\(home.path)"])
    private static let transports = Transports(
        sshArguments: server.sshArguments, patience: Patience(grace: .milliseconds(500), recovery: .seconds(30)))

    let home = Self.home
    let server = Self.server
    let transports = Self.transports
    let run = "20260301-093000-\(CommandToken.random().prefix(4))"

    private func change(_ script: String, number: Int = 1, isCaptured: Bool = false) -> CommandEffect {
        CommandEffect.command(script, at: .on(server.host), isCaptured: isCaptured).recorded(as: "\(run)/\(number)")
    }

    private func record(_ number: Int = 1) -> String { home.read(".local/state/belay/far/\(run)/\(number)") }

    @Test(arguments: [0, 3, 137, 255])
    func `A change that has ended is recorded with its status`(status: Int) async {
        let change = change("exit \(status)")
        #expect(await transports.perform(change).ending == .exited(status))
        #expect(record().hasPrefix("exit \(status)".prefix(5)))
        #expect(await transports.fate(of: change.unseen()) == .ended(status))
        await transports.forget(run: run, on: [])
        #expect(home.read(".local/state/belay/far").isEmpty && access(home.path + "/.local/state/belay", F_OK) != 0)
    }

    @Test func `A change whose connection is lost is seen to its end by its record`() async {
        for status in [0, 3] {
            let folder = TemporaryFolder()
            let heard = Heard()
            let change = change(
                "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done; exit \(status)", number: status)
            let task = Task { [transports] in await transports.perform(change) { heard.hear($0) } }
            _ = await heard.lines(1)
            server.cutConnections()
            while !heard.text(.error).contains("still runs there") { await Task.yield() }
            #expect(heard.text(.error).hasPrefix("[the connection to box was lost; process "))
            folder.write("", to: "go")
            #expect(await task.value.ending == .exited(status))
        }
        await transports.forget(run: run, on: [])
    }
}
