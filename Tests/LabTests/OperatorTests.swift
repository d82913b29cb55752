import Glibc
import Testing

@testable import BelayLab

@Suite("What the operator finds in the lab", .serialized)
struct OperatorTests {
    private static let samples: String = {
        let tests = Files.parent(of: Files.parent(of: #filePath))
        return "\(tests)/Samples/Kops"
    }()

    /// In which order and with which ids kops names things is chance; every other line is its own.
    private static func kindOfLines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            !["Tags", "Subnets", "SSHKey", "SecurityGroups", "RootVolume"].contains { line.contains($0) }
        }
    }

    @Test func `kops says and does what the real one does`() throws {
        let run = try LabRun(
            "--begin", "kops-1.10",
            script: """
                group() { kops create ig "master-$1" --subnet "$1" --role Master --name example.com --edit=false; }
                zero() { kops get ig "master-$1" --name example.com -o yaml | sed 's/Size: 1/Size: 0/' | kops replace -f -; }
                with() { kops get cluster example.com -o yaml | sed "s/^      name: a/&$1/" | kops replace -f -; }
                b='\\n    - instanceGroup: master-eu-west-1b\\n      name: b'
                c='\\n    - instanceGroup: master-eu-west-1c\\n      name: c'
                group eu-west-1b; group eu-west-1b; echo "status $?"
                with "$b"; echo "status $?"
                with "$b$c"; kops update cluster example.com; echo "status $?"
                group eu-west-1c; zero eu-west-1c
                diff <(kops get cluster example.com -o yaml) \(Self.samples)/cluster-3-masters.yaml && echo same cluster
                kops get ig master-eu-west-1c --name example.com -o yaml | grep -v creationTimestamp > /boot/group
                diff /boot/group <(grep -v creationTimestamp \(Self.samples)/instancegroup-master-eu-west-1c.yaml) \
                    && echo same group
                EDITOR=true kops edit ig master-eu-west-1c --name example.com; echo "status $?"
                kops update cluster example.com > /boot/preview; cat /boot/preview >&3
                kops update cluster example.com --yes 2>/dev/null; kops update cluster example.com
                kops update cluster example.com --bogus; echo "status $?"
                """.replacing(" >&3", with: " | sed 's/^/preview:/'"))
        let preview = run.lines.filter { $0.hasPrefix("preview:") }.map { $0.dropFirst("preview:".count) }
        let sample = try Files.read("\(Self.samples)/kops-update-preview.txt")
        #expect(Self.kindOfLines(preview.joined(separator: "\n")) == Self.kindOfLines(sample))
        #expect(
            run.lines.filter { !$0.hasPrefix("preview:") && !$0.isEmpty } == [
                "instance group \"master-eu-west-1b\" already exists", "status 1",
                "Spec.EtcdClusters[0].Members: Invalid value: 2: Should be an odd number of master-zones for quorum. "
                    + "Use --zones and --master-zones to declare node zones and master zones separately", "status 1",
                "InstanceGroup not found (for etcd c in main): \"master-eu-west-1c\"", "status 1", "same cluster",
                "same group", "Edit cancelled, no changes made.", "status 0",
                "kops has set your kubectl context to example.com",
                "Cluster changes have been applied to the cloud.",
                "Changes may require instances to restart: kops rolling-update cluster",
                "No changes need to be applied", "unknown flag: --bogus", "status 1",
            ])
    }

    @Test func `kubectl needs the API, and the API needs etcd main`() throws {
        let run = try LabRun(
            script: """
                system() { kubectl --context example.com --namespace=kube-system "$@"; }
                pod=etcd-server-ip-172-20-36-161.eu-west-1.compute.internal
                system get pods | awk '{ print $1, $2, $3 }'
                system get pod $pod -o json | jq -r '.spec.volumes[] | select(.name == "varetcdata") | .hostPath.path'
                system exec $pod -- sh -c 'exit 3'; echo "status $?"
                system get pod nothing -o json; echo "status $?"
                system exec -i $pod -- etcdctl member add etcd-b http://etcd-b.internal.example.com:2380 > /dev/null
                system get pods; echo "status $?"
                kubectl --bogus get pods; echo "status $?"
                """)
        #expect(
            run.lines == [
                "NAME READY STATUS",
                "etcd-server-events-ip-172-20-36-161.eu-west-1.compute.internal 1/1 Running",
                "etcd-server-ip-172-20-36-161.eu-west-1.compute.internal 1/1 Running",
                "/mnt/master-vol-0ea119c15602cbb57/var/etcd/data", "command terminated with exit code 3", "status 3",
                "Error from server (NotFound): pods \"nothing\" not found", "status 1",
                "The connection to the server api.example.com was refused - did you specify the right host or port?",
                "status 1", "Error: unknown flag: --bogus", "See 'kubectl --help' for usage.", "status 1",
            ])
    }

    @Test func `The API stays without etcd main, if the lab was told so`() throws {
        let run = try LabRun(
            "--api-without-quorum",
            script: """
                system() { kubectl --context example.com --namespace=kube-system "$@"; }
                pod=etcd-server-ip-172-20-36-161.eu-west-1.compute.internal
                system exec -i $pod -- etcdctl member add etcd-b http://etcd-b.internal.example.com:2380 > /dev/null
                ssh $BELAY_LAB_MASTER curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:4001/health; echo
                system get pods | awk 'NR > 1 { print $3 }'
                system exec $pod -- echo inside
                """)
        #expect(run.lines == ["503", "Running", "Running", "inside"])
    }

    @Test func `kops 1.16 keeps a specification, but lets nobody add members`() throws {
        let run = try LabRun(
            "--begin", "kops-1.16",
            script: """
                kops version
                specification() { kops get cluster example.com -o yaml; }
                specification | kops replace -f -; echo "status $?"
                with='s/^      name: a/&\\n    - instanceGroup: b\\n      name: b\\n    - instanceGroup: c\\n      name: c/'
                specification | sed "$with" | kops replace -f -; echo "status $?"
                specification | grep -c '    - instanceGroup:'
                """)
        #expect(
            run.lines.filter { !$0.isEmpty } == [
                "Version 1.16.4 (git-469984634)", "status 0",
                "spec.etcdClusters: Forbidden: EtcdCluster members cannot be added", "status 1", "2",
            ])
    }

    @Test func `aws knows the machine of a group, and its address for as long as it runs`() throws {
        let run = try LabRun(
            script: """
                group=Name=tag:aws:autoscaling:groupName,Values=master-eu-west-1a.masters.example.com
                state=Name=instance-state-name,Values
                machines() { aws ec2 describe-instances --filters "$@" | jq -c '[.Reservations[].Instances[]]'; }
                first=$(machines $group $state=running | jq -r '.[].PrivateIpAddress')
                [ "admin@$first" = "$BELAY_LAB_MASTER" ] && echo the master
                kops get ig master-eu-west-1a --name example.com -o yaml | sed 's/Size: 1/Size: 0/' | kops replace -f -
                kops update cluster example.com --yes > /dev/null 2>&1
                for i in $(seq 100); do [ "$(machines $group $state=terminated)" != "[]" ] && break; sleep 0.1; done
                machines $group | jq -c '.[] | [.State.Name, .PrivateIpAddress]'
                machines Name=tag:KubernetesCluster,Values=other
                machines Name=key-name,Values=x
                """)
        #expect(
            run.lines.filter { !$0.isEmpty } == [
                "the master", "[\"terminated\",null]", "[]", "The filter 'key-name' is invalid",
            ])
    }

    @Test func `kops knows a volume by its name, makes one where none has it, and no update where two have`() throws {
        let run = try LabRun(
            "--begin", "kops-1.10",
            script: """
                name() { aws ec2 create-tags --resources "$1" --tags "Key=Name,Value=$2"; }
                preview() { kops update cluster example.com 2>&1 | awk 'NF' | grep -v '^  [^A-Za-z]'; }
                name vol-0ea119c15602cbb57 other; preview
                name vol-0ea119c15602cbb57 a.etcd-main.example.com; preview
                name vol-0bb5ad222911c6777 a.etcd-main.example.com; preview
                """)
        #expect(
            run.lines.filter { !$0.isEmpty } == [
                "Will create resources:", "  EBSVolume/a.etcd-main.example.com", "Must specify --yes to apply changes",
                "No changes need to be applied",
                "error running tasks: deadline exceeded executing task EBSVolume/a.etcd-main.example.com. "
                    + "Example error: found multiple Volumes with name: a.etcd-main.example.com",
            ])
    }

    @Test func `aws keeps snapshots, and refuses what it does not know`() throws {
        let run = try LabRun(
            script: """
                masters="Name=tag:KubernetesCluster,Values=example.com Name=tag:k8s.io/role/master,Values=1"
                aws ec2 describe-volumes --filters $masters --output json | jq -r '.Volumes[].VolumeId' | sort
                aws ec2 describe-volumes --filters Name=tag:KubernetesCluster,Values=other | jq -c .
                tags='ResourceType=snapshot,Tags=[{Key=belay,Value=snapshots},{Key=run,Value=1}]'
                made=$(aws ec2 create-snapshot --volume-id vol-0ea119c15602cbb57 --tag-specifications "$tags")
                jq -r .State <<< "$made"
                one=$(jq -r .SnapshotId <<< "$made")
                aws ec2 describe-snapshots --owner-ids self --filters Name=tag:run,Values=1 \
                    | jq -r '.Snapshots[].VolumeId'
                aws ec2 delete-snapshot --snapshot-id "$one"; echo "status $?"
                aws ec2 delete-snapshot --snapshot-id snap-1; echo "status $?"
                aws ec2 describe-volumes --bogus; echo "status $?"
                """)
        #expect(
            run.lines.filter { !$0.isEmpty } == [
                "vol-0bb5ad222911c6777", "vol-0ea119c15602cbb57", "{\"Volumes\":[]}", "pending",
                "vol-0ea119c15602cbb57", "status 0",
                "An error occurred (InvalidSnapshot.NotFound) when calling the DeleteSnapshot operation: "
                    + "The snapshot 'snap-1' does not exist.", "status 255", "unknown flag: --bogus", "status 255",
            ])
    }
}
