import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@testable import BelayLab

/// A rehearsal is killed with `kill -9` at random moments: its outermost process, or any `belay-lab`, `belay` or starter of
/// namespaces beneath it.
///
/// A few with the other tests; `make crash` kills two hundred.
@Suite("Nothing is left of a rehearsal", .serialized)
struct KillTests {
    private static let count = getenv("BELAY_LAB_KILLS").flatMap { Int(String(cString: $0)) } ?? 3

    /// What may be killed, by what it is called.
    private static let victims: [Set<String>] = [["belay-lab"], ["belay"], ["unshare", "nsenter"]]

    /// One that lost only a part of itself is given this long to come to its end before it is killed as a whole.
    private static let patience = 20.0

    @Test func `Whenever it is killed, and whichever of its processes`() throws {
        var random = BelayTestSupport.SeededRandom(seed: 97)
        let lab = SmallLab()
        let begun = Clock.now
        let undisturbed = try start(lab)
        undisturbed.closeInput()
        let status = ExitStatus(of: undisturbed.process).code
        let printed = try undisturbed.readToEnd()
        #expect(status == 0, "\(printed)")
        let time = Clock.now - begun
        let before = Traces()
        let files = lab.folder.files()
        for number in 0..<Self.count {
            let started = try start(lab)
            started.closeInput()
            usleep(UInt32(Double.random(in: 0..<time, using: &random) * 1_000_000))
            let family = Traces.family(of: started.process)
            let namespaces = HeldNamespaces(of: family)
            let victim = Self.victim(number, among: family, &random)
            kill(victim, SIGKILL)
            let ended = started.ends(within: Self.patience)
            if !ended { kill(started.process, SIGKILL) }
            _ = ExitStatus(of: started.process)
            let said = "kill \(number) of \(victim) among \(family.count) processes: \(try started.readToEnd())"
            #expect(Clock.comesTrue(within: 30) { namespaces.isEmpty }, "\(said)")
            #expect(Clock.comesTrue(within: 30) { !family.contains { Files.exists("/proc/\($0)") } }, "\(said)")
            #expect(lab.folder.files() == files, "\(said)")
            let after = Traces()
            #expect(after.mounts == before.mounts, "\(said)")
            #expect(after.files == before.files, "\(said)")
            #expect(after.sockets == before.sockets, "\(said)")
        }
    }

    private func start(_ lab: SmallLab) throws -> StartedLab {
        let path = lab.folder.path
        return try StartedLab(
            "belay", words: ["rehearse", "\(path)/make.runbook", "--yes"],
            environment: ["PATH": SearchPath.text, "HOME": path, "TMPDIR": path, "LANG": "C.UTF-8"])
    }

    /// Each kind in turn, the outermost process first; that one also where there is none of the kind yet.
    private static func victim(_ number: Int, among family: [pid_t], _ random: inout BelayTestSupport.SeededRandom)
        -> pid_t
    {
        let kind = number % (victims.count + 1)
        if kind == 0 { return family[0] }
        let those = family.filter { process in
            let name = (try? Files.read("/proc/\(process)/comm"))?.split(separator: "\n").first.map(String.init)
            return victims[kind - 1].contains(name ?? "")
        }
        return those.isEmpty ? family[0] : random.pick(those)
    }
}
