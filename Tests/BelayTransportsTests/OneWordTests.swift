import BelayData
import BelayRuntime
import BelayTestSupport
import Testing

@testable import BelayTransports

/// Values are one word wherever a command runs: thousands of texts come back as they were sent.
@Suite(.serialized)
struct OneWordTests {
    private static let server = TestSSHServer()
    private static let transports = Transports(sshArguments: server.sshArguments)
    let transports = Self.transports

    static let places: [(name: String, location: Location)] = [
        ("here", .local),
        ("env", .behind(["env", "-i", "PATH=/usr/bin:/bin"])),
        ("dash", .behind(["dash", "-c", #"exec "$@""#, "dash"])),
        ("ssh", .on("box")),
        ("ssh and a prefix", .on("box", ["env", "A=b"])),
        ("two prefixes", .behind(["env", "A=b"], ["bash", "-c", #""$@""#, "bash"])),
    ]

    @Test(arguments: places.indices)
    func `As arguments of a program`(place: Int) async {
        await check(place, seed: 1) { "printf '%s\\0' " + ShellQuoting.joined($0) }
    }

    @Test(arguments: places.indices)
    func `In a shell line`(place: Int) async {
        await check(place, seed: 2) { "for text in \(ShellQuoting.joined($0)); do printf '%s\\0' \"$text\"; done" }
    }

    private func check(_ place: Int, seed: UInt64, _ script: ([String]) -> String) async {
        var random = RandomTexts(seed: seed)
        let location = Self.places[place].location
        // Over ssh all of them are one argument of the host's shell, which takes 128 KiB.
        let count = location.host == nil ? 1000 : 500
        for _ in 0..<4 {
            let sent = random.texts(count)
            let outcome = await transports.perform(.command(script(sent), at: location))
            #expect(outcome.ending == .exited(0), "\(outcome.tail)")
            #expect(texts(printed: outcome.output) == sent)
        }
    }

    @Test(arguments: places.indices)
    func `As variables`(place: Int) async {
        var random = RandomTexts(seed: 3)
        for kind in 0..<2 {
            let sent = random.texts(200)
            let variables = sent.enumerated().map { ("BELAY_\($0.offset)", $0.element) }
            let script =
                kind == 0
                ? "printenv -0 \(variables.map(\.0).joined(separator: " "))"
                : "printf '%s\\0' " + variables.map { "\"$\($0.0)\"" }.joined(separator: " ")
            let outcome = await transports.perform(
                .command(script, at: Self.places[place].location, environment: variables, input: "its own\ninput"))
            #expect(outcome.ending == .exited(0), "\(outcome.tail)")
            #expect(texts(printed: outcome.output) == sent)
        }
    }
}
