import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Two Belays of one run, of which the later one has taken it over, on a real sshd: by a shell that is kept, and by a session
/// for each command where `BELAY_KEPT_SHELLS` says so.
@Suite(.serialized)
struct StaleRunTests {
    private static let host = RecordingHost()

    /// That of generation 1.
    let far = RecordedRun(on: host)
    let made = TemporaryFolder()

    private func transports(generation: Int, keepsShells: Bool = true, isShared: Bool = false) -> Transports {
        Transports(
            environment: keepsShells ? .inherited() : .withoutKeptShells, sshArguments: far.server.sshArguments,
            generation: generation, isShared: isShared)
    }

    private func change(_ number: Int, at place: Location = .on("box")) -> CommandEffect {
        far.change("echo \(number) >> \(made.path)/made", number: number, at: place)
    }

    private static let refusal = CommandOutcome.Ending.notStarted("box has seen that another took the run over")

    @Test(arguments: [true, false])
    func `A Belay whose run was taken over changes nothing on a host that knows of it`(keepsShells: Bool) async {
        let stale = transports(generation: 1, keepsShells: keepsShells)
        let later = transports(generation: 2, keepsShells: keepsShells)
        for place in [Location.on("box"), .on("box", ["env"])] {
            let first = place.prefixes.isEmpty ? 1 : 11
            #expect(await stale.perform(change(first, at: place)).ending == .exited(0), "nobody has taken it over yet")
            #expect(await later.perform(change(first + 1, at: place)).ending == .exited(0))
            let outcome = await stale.perform(change(first + 2, at: place))
            #expect(outcome.ending == Self.refusal)
            #expect(outcome.isOfStaleRun)
            // It has left nothing that would be in the way of whoever took the run over.
            #expect(far.record(first + 2) == "")
            #expect(await later.perform(change(first + 2, at: place)).ending == .exited(0))
            #expect(made.read("made") == "\(first)\n\(first + 1)\n\(first + 2)\n")
            made.write("", to: "made")
            await later.cleanUp(after: far.run, on: ["box"])
        }
        await stale.close()
        await later.close()
    }

    @Test func `Each take-over is told, and only the last one changes anything`() async {
        for generation in [5, 3, 7] {
            let transports = transports(generation: generation)
            let outcome = await transports.perform(change(generation))
            #expect(outcome.ending == (generation == 3 ? Self.refusal : .exited(0)))
            await transports.close()
        }
        #expect(await far.transports.perform(change(8)).isOfStaleRun)
        #expect(far.home.read("\(far.folder)/generation") == "5\n7\n")
        #expect(made.read("made") == "5\n7\n")
        await transports(generation: 7).cleanUp(after: far.run, on: ["box"])
        #expect(far.home.files() == [])
    }

    @Test func `A question of whoever took the run over is enough, where the run has a folder`() async {
        #expect(await far.transports.perform(change(1)).ending == .exited(0))
        let later = transports(generation: 2)
        #expect(await later.recoveredStatus(of: change(1).unseen()) == .ended(0))
        #expect(await far.transports.perform(change(2)).ending == Self.refusal)
        // The stale one takes nothing away either.
        await far.transports.cleanUp(after: far.run, on: [])
        #expect(far.record().hasPrefix("exit"))
        await later.cleanUp(after: far.run, on: ["box"])
        #expect(far.home.files() == [])
        await later.close()
    }

    @Test func `A question makes no folder, by which the host would be taken for one that keeps the records`() async {
        let later = transports(generation: 2)
        #expect(
            await later.recoveredStatus(of: change(1).unseen()) == .unknown("box has no record of the command"))
        #expect(far.home.files() == [])
        // A host that never heard of it cannot refuse.
        #expect(await far.transports.perform(change(1)).ending == .exited(0))
        await later.cleanUp(after: far.run, on: ["box"])
        await later.close()
    }

    @Test func `A take-over that comes between a change's look and its beginning is seen, or finds it`() async throws {
        let later = transports(generation: 2)
        for number in stride(from: 1, to: 21, by: 2) {
            async let old = far.transports.perform(change(number))
            async let new = later.perform(change(number + 1))
            let (stale, fresh) = await (old, new)
            #expect(fresh.ending == .exited(0))
            #expect(stale.ending == .exited(0) || stale.isOfStaleRun)
            let lines = made.read("made").split(separator: "\n").map(String.init)
            #expect(lines.contains("\(number)") == (stale.ending == .exited(0)))
            #expect(far.record(number).hasPrefix("exit") == (stale.ending == .exited(0)))
            if number == 1 { continue }
            #expect(stale.isOfStaleRun, "the host has known of it for a while")
        }
        await later.cleanUp(after: far.run, on: ["box"])
        await later.close()
    }

    @Test func `Of a run that machines share the host knows the take-over when the run is long over`() async {
        let first = transports(generation: 1, isShared: true)
        #expect(await first.perform(change(1)).ending == .exited(0))
        let later = transports(generation: 2, isShared: true)
        #expect(await later.perform(change(2)).ending == .exited(0))
        await later.cleanUp(after: far.run, on: ["box"])
        #expect(far.home.files() == ["\(far.folder)/generation"])
        #expect(await first.perform(change(2)).ending == Self.refusal)
        await first.cleanUp(after: far.run, on: ["box"])
        #expect(far.home.files() == ["\(far.folder)/generation"])
        #expect(made.read("made") == "1\n2\n")
        // One that nobody took over leaves nothing.
        let other = RecordedRun(on: Self.host)
        let alone = Transports(sshArguments: other.server.sshArguments, isShared: true)
        #expect(await alone.perform(other.change("true", number: 1, at: .on("box"))).ending == .exited(0))
        await alone.cleanUp(after: other.run, on: ["box"])
        #expect(other.home.files().allSatisfy { !$0.hasPrefix(other.folder) })
        for transports in [first, later, alone] { await transports.close() }
        unlink("\(far.home.path)/\(far.folder)/generation")
    }

    @Test func `Lines that are not numbers say nothing`() async {
        #expect(await far.transports.perform(change(1)).ending == .exited(0))
        far.home.write("x\n\n-3\n2 3\n1", to: "\(far.folder)/generation")
        #expect(await far.transports.perform(change(2)).ending == .exited(0))
        await far.transports.cleanUp(after: far.run, on: [])
        #expect(far.home.files() == [])
    }
}
