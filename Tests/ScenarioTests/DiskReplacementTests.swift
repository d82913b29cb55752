import BelayRuntime
import Testing

@Suite("A broken disk is replaced") struct DiskReplacementTests {
    private let dependencies = ScenarioWorld(hosts: ["db1"])

    init() {
        dependencies.write("sda1 active\nsdb1 faulty", to: "hosts/db1/arrays/md0")
        dependencies.write("OLD-1", to: "hosts/db1/disks/sdb")
        dependencies.write("sda1\nsdb1", to: "hosts/db1/partitions")
        dependencies.write("", to: "hosts/db1/mounts")
    }

    /// A person who pulls the disk and puts another one in; `mounted` is where the host mounts the new one by itself.
    private func person(mounted: String? = nil) -> ScenarioRun.Answers {
        { [dependencies] question in
            switch question.kind {
            case .confirm: return .yes
            case .manual:
                dependencies.write("NEW-2", to: "hosts/db1/disks/sdb")
                dependencies.write("sda1\nsdb1", to: "hosts/db1/partitions")
                if let mounted { dependencies.write("sdb1 \(mounted)", to: "hosts/db1/mounts") }
                return .yes
            case .pointOfNoReturn, .approval, .ask, .outcome, .hold: return .none
            }
        }
    }

    @Test func `The mirror is whole again, on the new disk`() async throws {
        let run = try await ScenarioRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: dependencies, answers: person())
        #expect(run.end.outcome == .done, "\(run.end)")
        #expect(dependencies.read("hosts/db1/arrays/md0") == "sda1 active\nsdb1 active")
        #expect(dependencies.read("hosts/db1/disks/sdb") == "NEW-2")
        #expect(run.questions.first?.text.known == "Is OLD-1 the number of the disk to pull?")
        #expect(
            run.changes == [
                "db1 as root$ mdadm /dev/md0 --fail /dev/sdb1 --remove /dev/sdb1",
                "db1 as root! sgdisk --zap-all /dev/sdb",
                "db1 as root$ sgdisk --new=1:0:0 --typecode=1:fd00 /dev/sdb",
                "db1 as root$ mdadm /dev/md0 --add /dev/sdb1",
            ])
    }

    @Test func `A new disk that is mounted keeps what is on it`() async throws {
        let run = try await ScenarioRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: dependencies, answers: person(mounted: "/srv"))
        #expect(run.end.outcome == .failed, "\(run.end)")
        #expect(run.end.failure?.message.contains("/dev/sdb is mounted") == true)
        #expect(dependencies.read("hosts/db1/partitions") == "sda1\nsdb1")
        #expect(dependencies.read("hosts/db1/arrays/md0") == "sda1 active")
        #expect(run.changes.count == 1)
    }

    @Test func `The last disk stays in`() async throws {
        dependencies.write("sdb1 faulty", to: "hosts/db1/arrays/md0")
        let run = try await ScenarioRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: dependencies, answers: person())
        #expect(run.end.outcome == .failed, "\(run.end)")
        #expect(dependencies.read("hosts/db1/arrays/md0") == "sdb1 faulty")
        #expect(run.changes == [])
        #expect(run.questions == [])
    }
}
