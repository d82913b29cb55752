import BelayData
import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Values are one word wherever a command runs: thousands of texts come back as they were sent.
@Suite(.serialized)
struct OneWordTests {
    private static let server = TestSSHServer()
    private static let transports = Transports(sshArguments: server.sshArguments)
    let transports = Self.transports

    /// With the number of texts that a command is given at once: over ssh all of them are one argument of the host's shell,
    /// which takes 128 KiB, and a shell that is kept there takes 16.
    static let places: [(name: String, location: Location, count: Int)] = [
        ("here", .local, 1000),
        ("env", .behind(["env", "-i", "PATH=/usr/bin:/bin"]), 1000),
        ("dash", .behind(["dash", "-c", #"exec "$@""#, "dash"]), 1000),
        ("ssh", .on("box"), 500),
        ("ssh, few at once", .on("box"), 50),
        ("ssh and a prefix", .on("box", ["env", "A=b"]), 500),
        ("two prefixes", .behind(["env", "A=b"], ["bash", "-c", #""$@""#, "bash"]), 1000),
    ]

    /// So many of them, or a few commands' worth.
    private static let values = getenv("BELAY_VALUES").flatMap { Int(String(cString: $0)) } ?? 0

    private static func commands(of count: Int, atLeast least: Int) -> Int {
        max(least, (values + count - 1) / count)
    }

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
        let (_, location, count) = Self.places[place]
        for _ in 0..<Self.commands(of: count, atLeast: 4) {
            let sent = random.texts(count)
            let outcome = await transports.perform(.command(script(sent), at: location))
            #expect(outcome.ending == .exited(0), "\(outcome.tail)")
            #expect(texts(printed: outcome.output) == sent)
        }
    }

    @Test(arguments: places.indices)
    func `As variables`(place: Int) async {
        var random = RandomTexts(seed: 3)
        let count = min(200, Self.places[place].count)
        for kind in 0..<Self.commands(of: count, atLeast: 2) {
            let sent = random.texts(count)
            let variables = sent.enumerated().map { ("BELAY_\($0.offset)", $0.element) }
            let script =
                kind.isMultiple(of: 2)
                ? "printenv -0 \(variables.map(\.0).joined(separator: " "))"
                : "printf '%s\\0' " + variables.map { "\"$\($0.0)\"" }.joined(separator: " ")
            let outcome = await transports.perform(
                .command(script, at: Self.places[place].location, environment: variables, input: "its own\ninput"))
            #expect(outcome.ending == .exited(0), "\(outcome.tail)")
            #expect(texts(printed: outcome.output) == sent)
        }
    }
}
