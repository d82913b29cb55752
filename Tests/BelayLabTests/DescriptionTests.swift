import Glibc
import Testing

@testable import BelayLab

@Suite("What the lab reads and writes")
struct DescriptionTests {
    static let samples = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Samples/Kops"

    @Test(
        arguments: [
            ("1member-etcd", Volume("vol-0ea119c15602cbb57", .main, "a/a")),
            ("1member-etcd-events", Volume("vol-0bb5ad222911c6777", .events, "a/a")),
            ("3member-b-etcd", Volume("vol-0dbfd1f3c60b8c509", .main, "b/a,b,c")),
            ("3member-b-etcd-events", Volume("vol-03b97b1249caf379a", .events, "b/a,b,c")),
        ])
    func `protokube writes what kops wrote`(name: String, volume: Volume) throws {
        let sample = try Files.read("\(Self.samples)/\(name).manifest")
        #expect(MemberManifest(volume: volume, cluster: "example.com").text == sample)
    }

    @Test func `A manifest is read as a pod`() throws {
        let pod = try PodManifest(text: Files.read("\(Self.samples)/1member-etcd-events.manifest"))
        #expect(pod.name == "etcd-server-events")
        #expect(pod.containerName == "etcd-container")
        #expect(pod.command.last?.hasSuffix("exec /usr/local/bin/etcd  > /tmp/pipe 2>&1") == true)
        #expect(pod.environment.first == .init(name: "ETCD_NAME", value: "etcd-events-a"))
        #expect(pod.environment.count == 9)
        #expect(
            pod.files == [
                .init(
                    source: "/mnt/master-vol-0bb5ad222911c6777/var/etcd/data-events", place: "/var/etcd/data-events",
                    isReadOnly: false),
                .init(source: "/var/log/etcd-events.log", place: "/var/log/etcd.log", isReadOnly: false),
                .init(source: "/etc/hosts", place: "/etc/hosts", isReadOnly: true),
            ])
    }

    @Test(
        arguments: [("", "is not a pod"), ("kind: Service", "is not a pod")])
    func `A manifest of something else is refused`(text: String, message: String) {
        #expect(throws: LabFailure(message)) { try PodManifest(text: text) }
    }

    @Test func `A node's description is read back as it was`() throws {
        let node = NodeDescription(
            instance: "i-1", cluster: "example.com", address: "172.20.116.230", protokubePeriod: 5,
            volumes: ["vol-1", "vol-2"])
        #expect(try NodeDescription(text: node.text) == node)
    }

    private static func machine(units: [String], disks: [MachineDisk], boots: Int, users: [String] = []) throws
        -> MachineDescription
    {
        var machine = try #require(MachineDescription(name: "db-1"))
        (machine.number, machine.units, machine.disks, machine.bootSeconds, machine.users) = (
            3, units, disks, boots, users
        )
        return machine
    }

    @Test func `A machine is read back as it was, as a word and as a text`() throws {
        let disks = [MachineDisk(path: "/var/lib/postgresql", size: 512 << 20), MachineDisk(path: "/srv/a:b", size: 1)]
        for units in [[], ["nginx"], ["postgresql@15-main", "redis-server.service"]] {
            for disks in [[], disks] {
                for boots in [0, 1, 5, 3600] {
                    let machine = try Self.machine(units: units, disks: disks, boots: boots)
                    #expect(try MachineDescription(word: machine.word, number: 3) == machine)
                    #expect(try MachineDescription(text: machine.text) == machine)
                }
            }
        }
        let some = try Self.machine(units: [], disks: disks, boots: 1, users: ["deploy", "backup"])
        #expect(try MachineDescription(text: some.text) == some)
        #expect(
            try Self.machine(units: ["nginx"], disks: disks, boots: 5).word
                == "db-1=nginx;disk=/var/lib/postgresql:536870912;disk=/srv/a:b:1;boots=5")
        #expect(Set(disks.map(some.folder(of:))).count == 2)
    }

    @Test(arguments: [
        ("Web", "`Web` is not the name of a machine"), ("", "`` is not the name of a machine"),
        ("m1;disk=/srv", "`disk=/srv` says nothing of a machine"), ("m1;disk=srv:5", "`disk=srv:5` says nothing"),
        ("m1;boots=5000", "`boots=5000` says nothing"), ("m1;", "`` says nothing of a machine"),
    ])
    func `A word that is no machine is refused`(word: String, message: String) {
        let failure = #expect(throws: LabFailure.self) { try MachineDescription(word: word, number: 1) }
        #expect(failure?.message.hasPrefix(message) == true, "\(failure?.message ?? "")")
    }

    @Test func `A request is read back as it was`() throws {
        let request = try LabRequest(
            .master,
            [
                "--keys", "300", "--protokube-period", "2", "--begin", "two-of-three", "--api-without-quorum",
                "--place",
                "/home/a b",
                "--socket", "/s", "--",
                "belay",
                "run", "--", "--keys",
            ])
        #expect(request.keys == 300)
        #expect(request.beginning == Beginning(.twoOfThree))
        #expect(try LabSettings(text: LabSettings(request).text) == LabSettings(request))
        #expect(request.command == ["belay", "run", "--", "--keys"])
        #expect(try LabRequest(request.kind, request.words) == request)
    }

    @Test(
        arguments: [
            (["--keys", "many", "--", "true"], "--keys needs a number from 0 to 1000000, not `many`"),
            (["--keys"], "--keys needs a number\n\(LabRequest.usage)"),
            (["--masters", "3", "--", "true"], "`--masters` is not an option of the lab\n\(LabRequest.usage)"),
            (
                ["--begin", "four-masters", "--", "true"],
                "--begin needs one of one-master, two-of-three, three-masters, gossip, letters, encrypted, jessie, "
                    + "noisy-kops, backup-pods, volumes-differ, v3-keys, kops-1.10, kops-1.11, kops-1.12, kops-1.13, kops-1.14, "
                    + "kops-1.15, etcd-manager, etcd-3, tls, kops-1.16, kops-1.18\n\(LabRequest.usage)"
            ),
            (["--keys", "3", "--"], "a command to run in the lab is missing\n\(LabRequest.usage)"),
        ])
    func `A request that is not understood is refused with what was wrong`(words: [String], message: String) {
        #expect(throws: LabFailure(message, status: 64)) { try LabRequest(.master, words) }
    }

    @Test func `Columns are as docker sets them`() {
        let rows = [["a", "k8s.gcr.io/etcd:2.2.1", "", "", "", "", "name"], ["b", "", "", "", "", "", "other"]]
        #expect(
            ContainerTable.aligned(rows) == """
                a                   k8s.gcr.io/etcd:2.2.1   \(String(repeating: " ", count: 80))name
                b                                           \(String(repeating: " ", count: 80))other

                """)
    }

    @Test(
        arguments: [
            (0.4, "Less than a second"), (1.9, "1 second"), (59, "59 seconds"), (60, "About a minute"),
            (150, "2 minutes"), (3600, "About an hour"), (7200, "2 hours"),
        ])
    func `Times are said as docker says them`(seconds: Double, words: String) {
        #expect(ContainerTable.spoken(seconds) == words)
    }
}

extension Volume {
    fileprivate init(_ id: String, _ etcd: EtcdCluster, _ tag: String) {
        self.init(id: id, zone: "eu-west-1\(tag.prefix(1))", etcd: etcd, tag: tag)
    }
}
