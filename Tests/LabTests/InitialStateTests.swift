import BelayData
import Testing

@testable import BelayLab

@Suite("What a rehearsal begins with", .serialized)
struct InitialStateTests {
    @Test(
        arguments: [
            (ClusterKind.etcdManager, "etcd main is run by etcd-manager: name the members in the spec"),
            (.etcd3, "etcd main has version 3.2.24: move to etcd-manager first"),
            (.tls, "etcd main uses TLS, and the commands here do not: move to etcd-manager first"),
            (.kops116, "kops 1.16 cannot add members this way: 1.16 and 1.17 refuse; from 1.18 on, name the members"),
            (.kops118, "kops 1.18 cannot add members this way: 1.16 and 1.17 refuse; from 1.18 on, name the members"),
            (.threeMasters, "etcd main already has 3 members: belay run health checks them, add-master adds"),
            (.volumesDiffer, "before anything is changed kops wants to modify EBSVolume/a.etcd-main.example.com"),
            (.v3Keys, "etcd main on admin@172.20.36.161 has keys of version 3, and nothing here backs them up"),
            (.twoOfThree, "etcd main already has 2 members: belay run health checks them, add-master adds"),
        ])
    func `multi-master refuses a cluster of another kind, says what applies instead, and changes nothing`(
        kind: ClusterKind, sentence: String
    ) throws {
        let run = try LabRun(
            "belay", words: ["rehearse", "multi-master", "--yes", "--format", "json", "--begin", kind.rawValue])
        #expect(run.status == 1)
        #expect(run.output.contains("\"message\":\"\(sentence)"), "\(run.output)")
        let rehearsal = Rehearsal(run)
        let end = try #require(rehearsal.end)
        #expect(end["outcome"]?.string == "failed")
        #expect(end["state"]?.string == "untouched", "\(end.text)")
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)
        #expect(!rehearsal.output.contains("\"effect\":\"change\""))
    }

    @Test(arguments: [
        "gossip", "letters", "encrypted", "jessie", "noisy-kops", "backup-pods",
    ])
    func `multi-master accepts a cluster that is only unusual, and has changed nothing when it is to back up`(
        kind: String
    ) throws {
        let run = try LabRun(
            "belay",
            words: [
                "rehearse", "multi-master", "--yes", "--format", "json", "--begin", kind, "--break",
                "command-fails@2.1",
            ])
        let end = try #require(Rehearsal(run).end)
        #expect(end["outcome"]?.string == "failed")
        #expect(end["state"]?.string == "untouched", "\(end.text)")
        #expect(end["broken"]?.array?.count == 1, "phase 1 is over: \(run.output)")
    }

    @Test func `Kinds that exclude each other are refused with the question that both answer`() throws {
        let run = try LabRun(
            "belay", words: ["rehearse", "multi-master", "--yes", "--begin", "gossip,tls,etcd-manager"])
        #expect(run.status == 2)
        #expect(
            run.output == """
                belay: `tls` and `etcd-manager` exclude each other: both say what runs the etcds, and which version
                  name one of them: --begin takes several kinds that say different things

                """)
    }

    @Test func `An unknown beginning is refused, and all are named`() throws {
        let unknown = try LabRun("belay", words: ["rehearse", "multi-master", "--yes", "--begin", "four-masters"])
        #expect(unknown.status == 2)
        #expect(unknown.output.hasPrefix("belay: there is no cluster `four-masters`\n  one-master      one master, "))
        for kind in ClusterKind.allCases { #expect(unknown.output.contains("\n  \(kind.rawValue) ")) }
        let elsewhere = try Rehearsal(
            RunbookFile(lab: "rehearse in kops/four-masters", body: "phase \"One\" {\n    $ true\n}"))
        #expect(elsewhere.status == 3)
        #expect(elsewhere.output.hasPrefix("belay: there is no lab `kops/four-masters`\n  rehearse in kops\n"))
        #expect(elsewhere.output.contains("\n  rehearse in kops/three-masters\n"))
    }

    @Test func `Two masters that are whole again count as restored`() throws {
        let runbook = try RunbookFile(
            lab: "rehearse in kops/two-of-three", body: "phase \"Wait\" {\n    $ sleep 1\n    $ sleep 1\n}")
        let killed = try Rehearsal(runbook, "--break", "etcd-killed@1.1")
        #expect(killed.status == 0, "\(killed.output)")
        #expect(
            killed.output.contains("\nRestored: two members in both clusters, as many as before, with every key.\n"))
    }
}
