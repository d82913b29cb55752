import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Many hosts and many commands where a process may have few descriptors.
@Suite(.serialized)
struct ConcurrencyLimitsTests {
    /// As many as this process has open, and a few.
    private static func few(_ more: Int) -> Int { ConcurrencyLimits.reserve + more }

    @Test func `Commands side by side wait where descriptors are short`() async {
        let transports = Transports(descriptors: Self.few(60))
        let endings = await withTaskGroup(of: CommandOutcome.Ending.self) { group in
            for number in 0..<40 {
                group.addTask {
                    await transports.perform(.command("sleep 0.02; exit \(number)")).ending
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(endings.count == 40)
        for number in 0..<40 { #expect(endings.contains(.exited(number))) }
    }

    @Test func `A connection that nobody uses makes room for one to another host`() async {
        let server = TestSSHServer(settings: ["MaxStartups 100"])
        // Two connections at once.
        let transports = Transports(sshArguments: server.sshArguments, descriptors: Self.few(48))
        let endings = await withTaskGroup(of: CommandOutcome.Ending.self) { group in
            for number in 0..<12 {
                group.addTask {
                    for _ in 0..<2 {
                        let outcome = await transports.perform(.command("echo in", at: .on("host\(number)")))
                        guard outcome.text == "in\n" else { return outcome.ending }
                    }
                    return .exited(0)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(endings == Array(repeating: .exited(0), count: 12))
        await transports.close()
    }

    @Test func `A command that waits for room is cancelled`() async {
        let transports = Transports(descriptors: Self.few(0))
        let heard = Heard()
        let long = (0..<2).map { _ in
            Task { await transports.perform(.command("echo in; sleep 1000")) { heard.hear($0) } }
        }
        _ = await heard.lines(2)
        let waiting = Task { await transports.perform(.command("true")) }
        waiting.cancel()
        #expect(await waiting.value.ending == .cancelled)
        for task in long { task.cancel() }
        for task in long { #expect(await task.value.ending == .cancelled) }
    }

    @Test func `A child may have as many descriptors open as Belay might at first`() async {
        let outcome = await Transports().perform(.command("ulimit -n"))
        #expect(outcome.text == "\(DescriptorLimit.given)\n")
        #expect(DescriptorLimit.raised >= Int(clamping: DescriptorLimit.given))
    }
}
