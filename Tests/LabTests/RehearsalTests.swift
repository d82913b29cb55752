import BelayData
import Glibc
import Testing

@testable import BelayLab

@Suite("A rehearsal", .serialized)
struct RehearsalTests {
    @Test func `What is not understood is refused before anything is built`() throws {
        let runbook = try RunbookFile(body: "phase \"One\" {\n    $ true\n}")
        let unknown = try Rehearsal(runbook, "--break", "nonsense@1")
        #expect(unknown.status == 2)
        #expect(unknown.output.hasPrefix("belay: there is no fault `nonsense`\n  command-fails "))
        for fault in CommandFault.kinds + KopsFault.allCases.map(\.kind) {
            #expect(unknown.output.contains("\n  \(fault.name) "), "\(fault.name) is offered")
        }
        let noStep = try Rehearsal(runbook, "--break", "node-killed@7.1")
        #expect(noStep.status == 2)
        #expect(noStep.output.hasPrefix("belay: the plan has no step 7.1\n"))
        let noMoment = try Rehearsal(runbook, "--break", "node-killed")
        #expect(noMoment.output.hasPrefix("belay: `--break node-killed` does not say when\n"))
        let misplaced = try Rehearsal(runbook, "--sample", "3")
        #expect(misplaced.status == 2)
        #expect(misplaced.output == "belay: --sample belongs to --every-fault\n")
        let noPoint = try Rehearsal(runbook, "--every-fault", "--at", "4.2")
        #expect(noPoint.status == 2)
        #expect(noPoint.output == "belay: no step 4.2 of the runbook's own text runs a command\n")
        let noEtcd = try Rehearsal(runbook, "--etcd", "/usr/share")
        #expect(noEtcd.status == 3)
        #expect(noEtcd.output.hasPrefix("belay: /usr/share holds no program etcd\n"))
        let elsewhere = try Rehearsal(RunbookFile(lab: "rehearse in paris", body: "phase \"One\" {\n    $ true\n}"))
        #expect(elsewhere.status == 3)
        #expect(elsewhere.output.hasPrefix("belay: there is no lab `paris`\n  looked for: "))
        let nowhere = try Rehearsal(RunbookFile(lab: "", body: "phase \"One\" {\n    $ true\n}"))
        #expect(
            nowhere.output.contains(
                "does not name the lab that it can be rehearsed in\n  write in it: rehearse in kops\n"))
    }

    @Test
    func `A runbook that changes nothing of the clusters leaves them untouched, also when a command fails`() throws {
        let runbook = try RunbookFile(
            body: """
                phase "Look" {
                    point of no return "from here on"
                    let names: list of text = ? ssh $master cat /etc/hosts
                    expect $names matching "etcd-a.internal.$cluster" is not []
                    $ ssh $master touch here
                    $ test -d /boot/operator/state/belay/runs
                }
                """)
        let done = try Rehearsal(runbook, "--format", "json")
        #expect(done.status == 0, "\(done.output)")
        let end = try #require(done.end)
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == "untouched")
        #expect(end["reasons"]?.array?.count == 0)
        #expect(end["keysBefore"]?.int == 300)
        #expect(end["keysAfter"]?.int == 300)
        #expect(end["clients"]?.array?.first?["lost"]?.int == 0)

        let failed = try Rehearsal(runbook, "--break", "command-fails@1.4")
        #expect(failed.status == 1)
        #expect(failed.output.contains("\nUntouched: one member in both clusters, as they were.\n"))
        #expect(failed.output.contains("  broken      command-fails@1.4: a command fails"))
    }

    @Test func `A master whose machine has gone is found where its group has made another, else asked for`() throws {
        let runbook = try RunbookFile(
            lab: "rehearse in kops\nuse kops, masters\nparam group: text",
            body: """
                phase "Find" {
                    let gone = "admin@172.20.255.1"
                    let home = find the home of master a of $cluster in group $group last at $gone boot=4s
                    expect $home is $master
                }
                """)
        let seen = try Rehearsal(runbook, "group=master-eu-west-1a")
        #expect(seen.status == 0, "\(seen.output)")
        #expect(seen.output.contains("lives on admin@172.20.36.161 now, no longer on admin@172.20.255.1."))
        let asked = try Rehearsal(runbook, "group=other", "moved=admin@172.20.36.161")
        #expect(asked.status == 0, "\(asked.output)")
        #expect(asked.output.contains("no machine of other has become master a yet"))
        let unanswered = try Rehearsal(runbook, "group=other")
        #expect(unanswered.status == 1, "\(unanswered.output)")
        #expect(unanswered.output.contains("\n  admin@172.20.255.1 does not answer\n"))
    }

    @Test
    func `Two masters of three continue without the first, which is known before anything is taken away`() throws {
        let runbook = try RunbookFile(
            lab: "rehearse in kops/three-masters\nuse etcd, masters, node",
            body: """
                phase "Stop the first" {
                    expect both etcds on $master take part
                    stop the etcds on $master
                    await not both etcds on $master take part within 30s
                    let other = place of master b of $cluster beside $master
                    expect an etcd on $other has quorum
                    start kubelet on $master
                    await both etcds on $master take part within 30s
                    start protokube on $master
                }
                """)
        let run = try Rehearsal(runbook)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `etcds that were killed come back, which is not untouched`() throws {
        let runbook = try RunbookFile(body: "phase \"Wait\" {\n    $ sleep 1\n    $ sleep 1\n}")
        let killed = try Rehearsal(runbook, "--break", "etcd-killed@1.1", "--break", "answer-lost@20m")
        #expect(killed.status == 0, "\(killed.output)")
        #expect(killed.output.contains("\nRestored: one member in both clusters, started as new clusters"))
        #expect(killed.output.contains("  not broken  answer-lost@20m: the run did not reach it\n"))
    }

    @Test func `Packets between masters are held back and cut off, those of the operator never`() throws {
        let runbook = try RunbookFile(body: Self.network)
        let run = try Rehearsal(runbook, "--break", "network-slow@2.1", "--break", "network-cut@3.1")
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("  broken      network-slow@2.1: "))
        #expect(run.output.contains("  broken      network-cut@3.1: "))
    }

    /// A second machine, and the first one's way to it.
    private static let network = """
        phase "Order" {
            $ '''
                group=/boot/cloud/groups/master-eu-west-1b.masters.example.com
                printf 'zone eu-west-1b\\nmin 1\\nmax 1\\n' >$group
                for i in $(seq 300); do
                    b=$(awk '$1 == "address" { a = $2 } $2 == "eu-west-1b" { print a }' /boot/cloud/instances/*)
                    [ "$b" ] && ssh admin@$b true 2>/dev/null && break
                    sleep 0.1
                done
                echo $b >/boot/operator/b
                ssh admin@$b true
            '''
        }
        phase "Slow" {
            $ '''
                b=$(cat /boot/operator/b); start=$(date +%s%N)
                ssh $BELAY_LAB_MASTER "(exec 3<>/dev/tcp/$b/22; head -1 <&3) >/dev/null"
                [ $(($(date +%s%N) - start)) -gt 800000000 ]
            '''
        }
        phase "Cut off" {
            $ '''
                b=$(cat /boot/operator/b)
                ! ssh $BELAY_LAB_MASTER "timeout 3 bash -c 'exec 3<>/dev/tcp/$b/22'" 2>/dev/null
                ssh admin@$b true
            '''
        }
        phase "Give back" {
            $ '''
                rm /boot/cloud/groups/master-eu-west-1b.masters.example.com
                for i in $(seq 300); do grep -q terminated /boot/cloud/instances/* && exit; sleep 0.1; done
                exit 1
            '''
        }
        """

    @Test func `A run that says it is done and has lost a key is a failure`() throws {
        let key = EtcdSeed(keys: 300).key(7)
        let runbook = try RunbookFile(
            body: """
                phase "Lose" {
                    $ curl -fsS -X DELETE http://172.20.36.161:4001/v2/keys\(key)
                    $ curl -fsS -X DELETE 'http://172.20.36.161:4001/v2/keys/registry/rehearsal?recursive=true'
                }
                """)
        let run = try Rehearsal(runbook, "--format", "json")
        #expect(run.status == 1)
        let end = try #require(run.end)
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.isNull == true)
        #expect(end["keysAfter"]?.int == 299)
        #expect((end["clients"]?.array?.first?["lost"]?.int ?? 0) > 0)
        #expect(end["reasons"]?[0]?.string == "1 of the 300 keys are lost or changed")
    }

    @Test func `Belay is killed before or after a change and resumed, and every effect happens once`() throws {
        let runbook = try RunbookFile(
            body: """
                phase "Count" {
                    $ echo one >>/boot/operator/effects
                    $ echo two >>/boot/operator/effects
                    $ echo three >>/boot/operator/effects
                    let all: list of text = ? cat /boot/operator/effects
                    expect $all is [one, two, three]
                }
                """)
        for fault in ["belay-killed", "belay-killed-after"] {
            let run = try Rehearsal(runbook, "--break", "\(fault)@1.2")
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains("  broken      \(fault)@1.2: "), "\(run.output)")
            #expect(run.output.contains("\nUntouched: "), "\(run.output)")
        }
    }

    @Test func `Nothing is left of it when belay is killed`() throws {
        let before = Traces()
        let runbook = try RunbookFile(body: "phase \"Wait\" {\n    $ sleep 1000\n}")
        let started = try StartedLab("belay", words: ["rehearse", runbook.path, "--yes"])
        while !started.readLine().contains("Wait") {}
        let namespaces = HeldNamespaces(of: Traces.family(of: started.process))
        #expect(namespaces.names.count >= 10)
        kill(started.process, SIGKILL)
        #expect(ExitStatus(of: started.process).code == 128 + SIGKILL)
        #expect(Clock.comesTrue(within: 60) { namespaces.isEmpty })
        _ = try started.readToEnd()
        started.closeInput()
        #expect(Traces().mounts == before.mounts)
        #expect(Traces().files == before.files)
    }
}
