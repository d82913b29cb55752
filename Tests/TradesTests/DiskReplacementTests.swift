import BelayRuntime
import Testing

@Suite("A broken disk is replaced") struct DiskReplacementTests {
    private let world = TradeWorld(hosts: ["db1"])

    init() {
        world.write("sda1 active\nsdb1 faulty", to: "hosts/db1/arrays/md0")
        world.write("OLD-1", to: "hosts/db1/disks/sdb")
        world.write("sda1\nsdb1", to: "hosts/db1/partitions")
        world.write("", to: "hosts/db1/mounts")
    }

    /// Who pulls the disk and puts another one in; `mounted` is where the host mounts the new one by itself.
    private func person(mounted: String? = nil) -> TradeRun.Answers {
        { [world] question in
            switch question.kind {
            case .confirm: return .yes
            case .manual:
                world.write("NEW-2", to: "hosts/db1/disks/sdb")
                world.write("sda1\nsdb1", to: "hosts/db1/partitions")
                if let mounted { world.write("sdb1 \(mounted)", to: "hosts/db1/mounts") }
                return .yes
            case .pointOfNoReturn, .ask, .outcome, .hold: return .none
            }
        }
    }

    @Test("The mirror is whole again, on the new disk") func goodWay() async throws {
        let run = try await TradeRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: world, answers: person())
        #expect(run.end.exitStatus == 0, "\(run.end)")
        #expect(world.read("hosts/db1/arrays/md0") == "sda1 active\nsdb1 active")
        #expect(world.read("hosts/db1/disks/sdb") == "NEW-2")
        #expect(run.questions.first?.text.known == "Is OLD-1 the number of the disk to pull?")
        #expect(
            run.changes == [
                "db1 as root$ mdadm /dev/md0 --fail /dev/sdb1 --remove /dev/sdb1",
                "db1 as root! sgdisk --zap-all /dev/sdb",
                "db1 as root$ sgdisk --new=1:0:0 --typecode=1:fd00 /dev/sdb",
                "db1 as root$ mdadm /dev/md0 --add /dev/sdb1",
            ])
    }

    @Test("A new disk that is mounted keeps what is on it") func mounted() async throws {
        let run = try await TradeRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: world, answers: person(mounted: "/srv"))
        #expect(run.end.exitStatus == 1, "\(run.end)")
        #expect(run.end.failure?.message.contains("/dev/sdb is mounted") == true)
        #expect(world.read("hosts/db1/partitions") == "sda1\nsdb1")
        #expect(world.read("hosts/db1/arrays/md0") == "sda1 active")
        #expect(run.changes.count == 1)
    }

    @Test("The last disk stays in") func lastDisk() async throws {
        world.write("sdb1 faulty", to: "hosts/db1/arrays/md0")
        let run = try await TradeRun(
            of: "disk-replacement", ["node=db1", "disk=sdb"], in: world, answers: person())
        #expect(run.end.exitStatus == 1, "\(run.end)")
        #expect(world.read("hosts/db1/arrays/md0") == "sdb1 faulty")
        #expect(run.changes == [])
        #expect(run.questions == [])
    }
}
