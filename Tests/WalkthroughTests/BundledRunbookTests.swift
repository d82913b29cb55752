import BelayTestSupport
import Foundation
import Testing

/// The bundled runbooks against a real master: what they say is compared with what etcd says itself.
@Suite("The bundled runbooks on one master", .serialized) struct BundledRunbookTests {
    /// Runs a script in a lab of one master.
    /// - Returns: the folder that the script ran in, and what it printed.
    private func inLab(_ script: String, _ options: String...) throws -> (folder: TemporaryFolder, output: [Substring])
    {
        let folder = TemporaryFolder("bundled")
        let process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path("belay-lab"))
        let head = """
            cd '\(folder.path)'
            export XDG_STATE_HOME='\(folder.path)/state' BELAY_RUNBOOKS='\(Repository.path)/runbooks'
            belay() { '\(BuiltProgram.folder.path)/belay' "$@" >> log 2>&1; echo "${1} ${2} $?" >> output; }
            keys() {
                ssh "$BELAY_LAB_MASTER" curl -sS "'http://127.0.0.1:4001/v2/keys/?recursive=true&sorted=true'" \
                    | grep -oE '"key":"[^"]*"(,"value":"[^"]*")?'
            }
            root() { ssh "$BELAY_LAB_MASTER" sudo -n -- "$@"; }
            main() { root docker ps | awk '/k8s_etcd-container_etcd-server-ip-/ { print $1 }'; }

            """
        process.arguments = ["master", "--share", folder.path] + options + ["--", "bash", "-c", head + script]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(folder.read("log"))")
        return (folder, folder.read("output").split(separator: "\n"))
    }

    @Test(.timeLimit(.minutes(5)))
    func `Restore takes the own data while it is whole, and else the backup`() throws {
        let (folder, output) = try inLab(
            """
            belay run backup cluster=example.com master="$BELAY_LAB_MASTER"
            from=backups/example.com/$(ls backups/example.com)
            restore() {
                belay run restore cluster=example.com master="$BELAY_LAB_MASTER" from="$from" --yes \
                    --confirm 3.1=example.com
            }
            keys > before
            root docker exec "$(main)" etcdctl member add etcd-b http://etcd-b.internal.example.com:2380 > /dev/null
            restore
            keys > forced
            root rm -r /mnt/master-vol-0ea119c15602cbb57/var/etcd/data/member
            root docker stop "$(main)" > /dev/null
            for i in $(seq 100); do
                ssh "$BELAY_LAB_MASTER" curl -sS http://127.0.0.1:4001/v2/keys/ > wiped && break
                sleep 0.1
            done
            restore
            keys > after
            belay run health master="$BELAY_LAB_MASTER" members=1
            root docker exec "$(main)" etcdctl member list > members
            """, "--keys", "120")
        let log = folder.read("log")
        #expect(output == ["run backup 0", "run restore 0", "run restore 0", "run health 0"], "\(log)")
        let before = folder.read("before").split(separator: "\n")
        #expect(before.count >= 120)
        #expect(folder.read("forced").split(separator: "\n") == before)
        #expect(folder.read("wiped").hasPrefix("{\"action\":\"get\",\"node\":{\"dir\":true}}"))
        #expect(folder.read("after").split(separator: "\n") == before)
        #expect(folder.read("members").contains("peerURLs=http://etcd-a.internal.example.com:2380 "))
        // Once from its own data, without a question; once from the backup, with one.
        #expect(log.components(separatedBy: "The data of main on").count == 2)
    }

    @Test(.timeLimit(.minutes(2)))
    func `A cluster of another kind is refused with what applies instead`() throws {
        let (folder, output) = try inLab(
            """
            try() {
                kops get cluster example.com -o yaml > saved
                sed "s/^    name: main/&\\n    $1/" saved | kops replace -f -
                belay run multi-master cluster=example.com master="$BELAY_LAB_MASTER" zone2=eu-west-1b zone3=eu-west-1c \
                    --yes --confirm 4.8=example.com
                kops replace -f saved
            }
            try 'provider: Manager'
            try 'enableEtcdTLS: true'
            try 'version: 3.2.24'
            kops update cluster example.com | tail -n 1 > preview
            """)
        #expect(
            output.filter { $0.hasPrefix("run ") } == [
                "run multi-master 1", "run multi-master 1", "run multi-master 1",
            ])
        let log = folder.read("log")
        for words in ["is run by etcd-manager: name the members in the spec", "uses TLS", "has version 3.2.24"] {
            #expect(log.contains(words), "\(log)")
        }
        #expect(folder.read("preview") == "No changes need to be applied\n")
    }

    @Test(.timeLimit(.minutes(2)))
    func `Snapshots are taken of each volume, and the old ones go`() throws {
        let (folder, output) = try inLab(
            """
            taken() { aws ec2 describe-snapshots --owner-ids self | jq -r '.Snapshots[] | .VolumeId' | sort; }
            belay run snapshots cluster=example.com
            belay run snapshots cluster=example.com
            taken > two
            belay run snapshots cluster=example.com days=0 least=1
            taken > one
            belay run snapshots cluster=other.com
            """)
        #expect(
            output == ["run snapshots 0", "run snapshots 0", "run snapshots 0", "run snapshots 4"],
            "\(folder.read("log"))")
        let volumes = ["vol-0bb5ad222911c6777", "vol-0ea119c15602cbb57"]
        #expect(folder.read("one").split(separator: "\n").map(String.init) == volumes)
        #expect(folder.read("two").split(separator: "\n").map(String.init) == volumes.flatMap { [$0, $0] })
    }

    @Test(.timeLimit(.minutes(3)))
    func `A snapshot brings back what the volumes held, and nothing that came later`() throws {
        let (folder, output) = try inLab(
            """
            snapshot() {
                aws ec2 describe-snapshots --owner-ids self \
                    | jq -r --arg tag "$1" '.Snapshots[] | select(any(.Tags[]; .Key == $tag)) | .SnapshotId'
            }
            belay run snapshots cluster=example.com volumes=all
            keys > before
            ssh "$BELAY_LAB_MASTER" curl -sS http://127.0.0.1:4001/v2/keys/later -XPUT -d value=x > /dev/null
            keys > between
            belay run go-back cluster=example.com master="$BELAY_LAB_MASTER" main="$(snapshot k8s.io/etcd/main)" \
                events="$(snapshot k8s.io/etcd/events)" boot=1m --yes --confirm 3.2=example.com
            address=$(aws ec2 describe-instances --filters Name=instance-state-name,Values=running \
                | jq -r '.Reservations[].Instances[].PrivateIpAddress')
            BELAY_LAB_MASTER=admin@$address
            keys > after
            belay run health master="$BELAY_LAB_MASTER" members=1
            """, "--keys", "60")
        #expect(output == ["run snapshots 0", "run go-back 0", "run health 0"], "\(folder.read("log"))")
        #expect(folder.read("between").contains("/later"))
        #expect(folder.read("before").split(separator: "\n").count >= 60)
        #expect(folder.read("after") == folder.read("before"))
    }

    @Test(.timeLimit(.minutes(3)))
    func `The cloud's refusals end one day's snapshots and not the next day's`() throws {
        let (folder, output) = try inLab(
            """
            mkdir broken
            cat > broken/aws <<'END'
            #!/bin/sh
            case "$*" in *create-snapshot*) echo 'An error occurred (SnapshotLimitExceeded)' >&2; exit 254 ;; esac
            exec "$REAL" "$@"
            END
            chmod +x broken/aws
            export REAL=$(command -v aws)
            cp -r "$BELAY_RUNBOOKS" runbooks
            sed -i 's/retry 20 times every 15s/retry 2 times every 1s/' runbooks/lib/cloud.runbook
            BELAY_RUNBOOKS=$PWD/runbooks PATH=$PWD/broken:$PATH belay run snapshots cluster=example.com
            belay run snapshots cluster=example.com
            """)
        #expect(output == ["run snapshots 4", "run snapshots 0"], "\(folder.read("log"))")
        #expect(folder.read("log").contains("Not every volume of example.com has a snapshot of today."))
    }

    @Test(.timeLimit(.minutes(3)))
    func `A snapshot that the cloud could not complete is taken again, and nothing goes back to it`() throws {
        let (folder, output) = try inLab(
            """
            cp -r "$BELAY_RUNBOOKS" patient
            cp -r "$BELAY_RUNBOOKS" hasty
            sed -i 's/retry 3 times every 10s/retry 60 times every 1s/; s/every 30s/every 1s/' patient/snapshots.runbook
            sed -i 's/retry 3 times every 10s/retry 3 times every 1s/; s/every 30s/every 1s/' hasty/snapshots.runbook
            states() { aws ec2 describe-snapshots --owner-ids self | jq -r '.Snapshots[] | .State' | sort | uniq -c; }
            failed() {
                aws ec2 describe-snapshots --owner-ids self \
                    | jq -r --arg tag "$1" \
                        '[.Snapshots[] | select(.State == "error" and any(.Tags[]; .Key == $tag))][0] | .SnapshotId'
            }
            belay rehearse patient/snapshots.runbook cluster=example.com --yes --break snapshots-fail:10s@1.4
            states > once
            belay rehearse hasty/snapshots.runbook cluster=example.com --yes --break snapshots-fail:5m@1.4
            states > always
            belay run go-back cluster=example.com master="$BELAY_LAB_MASTER" main="$(failed k8s.io/etcd/main)" \
                events="$(failed k8s.io/etcd/events)" --yes --confirm 3.2=example.com
            """)
        let log = folder.read("log")
        #expect(
            output == [
                "rehearse patient/snapshots.runbook 0", "rehearse hasty/snapshots.runbook 4", "run go-back 1",
            ], "\(log)")
        let states = ["once", "always"].map { name in
            folder.read(name).split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        }
        #expect(states[0].contains("2 completed"), "\(log)")
        #expect(states[0].contains { $0.hasSuffix(" error") }, "\(log)")
        #expect(states[1].contains("2 completed"), "\(log)")
        #expect(log.contains("Not every volume of example.com has a snapshot of today."))
        #expect(log.contains("the cloud could not complete snap-"))
    }
}
