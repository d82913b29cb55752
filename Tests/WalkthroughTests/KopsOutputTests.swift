import Testing

/// kops as its releases from 1.10 to 1.15 speak, and as it is found on operators' machines. The shapes are read from its source
/// at the tags 1.10.1, 1.11.1, 1.12.3, 1.13.2, 1.14.1 and 1.15.3: upup/pkg/fi/dryrun_target.go, cmd/kops/root.go,
/// cmd/kops/get_cluster.go, upup/pkg/fi/cloudup/apply_cluster.go and upup/pkg/fi/cloudup/awstasks.
@Suite("What kops prints") struct KopsOutputTests {
    /// Answers each question with a file, and takes the cluster's name only where `cmd/kops/root.go` does.
    private static let kops = """
        name=${KOPS_CLUSTER_NAME-} words= full= output=
        while [ $# -gt 0 ]; do
            case $1 in
                --name) name=$2; shift ;;
                -o) output=$2; shift ;;
                -f) shift ;;
                --full) full=yes ;;
                --*) ;;
                *) words="$words $1" ;;
            esac
            shift
        done
        set -- $words
        case "$1 $2" in
            'get cluster' | 'update cluster')
                if [ -n "$name" ] && [ $# -gt 2 ]; then
                    echo 'cannot mix --name for cluster with positional arguments' >&2; exit 1
                fi ;;
        esac
        case "$1 $2" in
            'get cluster')
                [ -z "$full" ] || printf '\\n//\\n//   WARNING: Do not use this.\\n//   $ kops get cluster -o yaml\\n//\\n\\n'
                cat "$FILES/cluster.$output" ;;
            'get ig') if [ $# -gt 2 ]; then cat "$FILES/$3.$output"; else cat "$FILES/groups.$output"; fi ;;
            'update cluster') cat "$FILES/preview"; [ ! -e "$FILES/refusal" ] || { cat "$FILES/refusal" >&2; exit 1; } ;;
            'version ') cat "$FILES/version" ;;
            'replace ') cat > "$FILES/replaced" ;;
        esac
        """

    private static func cluster(cloud: String = "aws", etcd: String = "") -> String {
        let members = #""etcdMembers": [{"instanceGroup": "masters", "name": "a", "encryptedVolume": true}]"#
        return """
            {"metadata": {"name": "example.com"}, "spec": {"cloudProvider": "\(cloud)", "etcdClusters": [
            {"name": "main", \(members)\(etcd)}, {"name": "events", \(members)\(etcd)}], "subnets": [
            {"name": "one", "zone": "eu-west-1a", "type": "Private"}, {"name": "two", "zone": "eu-west-1b", "type": "Private"},
            {"name": "utility-two", "zone": "eu-west-1b", "type": "Utility"}]}}
            """
    }

    private func run(
        _ body: String, files: [String: String], programs: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> PhraseRun {
        let usual = ["version": "Version 1.12.3 (git-e55205471)\n", "cluster.json": Self.cluster()]
        return try PhraseRun(
            body, programs: ["kops": Self.kops].merging(programs) { _, given in given },
            files: usual.merging(files) { _, given in given }, environment: environment)
    }

    private static let changes = """
        let left = changes left to example.com
        for change in $left { say "said: $change" }
        """

    @Test(arguments: [
        // 1.10 and 1.11: the fields in an order of their own, and no advice.
        """
        Will create resources:
          AutoscalingGroup/masters-b.masters.example.com
          \tMinSize             \t1
          \tMaxSize             \t1
          \tLaunchConfiguration \tname:masters-b.masters.example.com

        Will modify resources:
          AutoscalingGroup/masters.masters.example.com
          \tMinSize             \t 1 -> 0
          \tMaxSize             \t 1 -> 0

          LaunchConfiguration/masters.masters.example.com
          \tUserData            
          \t                    \t...
          \t                    \t+   Will modify resources:
          \t                    \t-   apiServerCount: 1

        Will delete items:
          LaunchConfiguration  masters.masters.example.com-20180131100425
          SecurityGroupRule    sg-0a1b: port=22 protocol=tcp ip=0.0.0.0/0
        Must specify --yes to apply changes

        """,
        // 1.12 to 1.15: by name, behind what is advised.
        """

        *********************************************************************************

        Kubelet anonymousAuth is currently turned on. This allows RBAC escalation.
        It is highly recommended you turn it off by setting 'spec.kubelet.anonymousAuth' to 'false'

        *********************************************************************************

        Will create resources:
          AutoscalingGroup/masters-b.masters.example.com
          \tGranularity         \t1Minute
          \tLaunchConfiguration \tname:masters-b.masters.example.com
          \tMaxSize             \t1
          \tMinSize             \t1
          \tSuspendProcesses    \t[]

        Will modify resources:
          AutoscalingGroup/masters.masters.example.com
          \tMinSize             \t 1 -> 0
          \tMaxSize             \t 1 -> 0

          LaunchConfiguration/masters.masters.example.com
          \tUserData            
          \t                    \t...
          \t                    \t+   apiServerCount: 3

        Will delete items:
          LaunchConfiguration  masters.masters.example.com-20180131100425
          SecurityGroupRule    sg-0a1b: port=22 protocol=tcp ip=0.0.0.0/0
        Must specify --yes to apply changes

        """,
    ])
    func `A preview is understood in either order, and what is advised before it is no change`(preview: String) throws {
        let run = try run(Self.changes, files: ["preview": preview])
        #expect(run.status == 0, "\(run.output)")
        #expect(
            run.said == [
                "create AutoscalingGroup/masters-b.masters.example.com",
                "modify AutoscalingGroup/masters.masters.example.com",
                "modify AutoscalingGroup/masters.masters.example.com MinSize",
                "modify AutoscalingGroup/masters.masters.example.com MaxSize",
                "modify LaunchConfiguration/masters.masters.example.com",
                "modify LaunchConfiguration/masters.masters.example.com UserData",
                "delete LaunchConfiguration masters.masters.example.com-20180131100425",
                "delete SecurityGroupRule sg-0a1b:",
            ])
    }

    @Test func `A preview that breaks off is no empty one`() throws {
        let run = try run(
            "expect nothing is left to apply to example.com", files: ["preview": "\nUsing a cached channel\n"])
        #expect(run.status == 1)
        #expect(run.output.contains("kops did not finish its preview"), "\(run.output)")
    }

    @Test func `Why kops refuses is shown with the way out that it names on its standard output`() throws {
        let advice = """

            ****
            This version of kubernetes is no longer supported; upgrading is required
            (you can bypass this check by exporting KOPS_RUN_OBSOLETE_VERSION)
            ****

            """
        let run = try run(Self.changes, files: ["preview": advice, "refusal": "\nkubernetes upgrade is required\n"])
        #expect(run.status == 1)
        #expect(run.output.contains("kubernetes upgrade is required"), "\(run.output)")
        #expect(run.output.contains("exporting KOPS_RUN_OBSOLETE_VERSION"), "\(run.output)")
    }

    @Test func `The cluster is named in the one way that kops takes where KOPS_CLUSTER_NAME is set`() throws {
        let body = """
            expect cluster example.com is of the kind that this works for
            expect the etcds of example.com name [[name=a, instanceGroup=masters]]
            expect kops answers about example.com
            expect nothing is left to apply to example.com
            let preview = preview of example.com
            """
        let run = try run(
            body, files: ["preview": "No changes need to be applied\n"],
            environment: ["KOPS_CLUSTER_NAME": "another.example.com"])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test(arguments: [
        (#", "manager": {"image": "kopeio/etcd-manager"}"#, "Version 1.10.1 (git-a67edea6d)", "is run by etcd-manager"),
        (#", "provider": "Manager""#, "Version 1.12.3 (git-e55205471)", "is run by etcd-manager"),
        (#", "version": "3.2.24""#, "Version 1.15.3 (git-298c2fce8)", "has version 3.2.24"),
        (#", "version": "v2.2.1", "provider": "Legacy""#, "Version 1.13.0-beta.2 (git-1ab0c3d5e)", ""),
        (#", "version": "2.2.1""#, "Version 1.9.2 (git-cb54c6a52)", "use one from 1.10 to 1.15"),
        (#", "version": "2.2.1""#, "Client version: 1.21.0 (git-1ab0c3d5e)", "cannot add members this way"),
    ])
    func `The kind of etcd is told from what each kops says`(etcd: String, version: String, refusal: String) throws {
        let run = try run(
            "expect cluster example.com is of the kind that this works for",
            files: ["cluster.json": Self.cluster(etcd: etcd), "version": version + "\n"])
        #expect(run.status == (refusal.isEmpty ? 0 : 1), "\(run.output)")
        #expect(run.output.contains(refusal))
    }

    @Test func `A cluster of another cloud is refused`() throws {
        let run = try run(
            "expect cluster example.com is of the kind that this works for",
            files: ["cluster.json": Self.cluster(cloud: "gce")])
        #expect(run.status == 1)
        #expect(run.output.contains("example.com is not in AWS"), "\(run.output)")
    }

    @Test func `New members are like the first with a jq of before 1.6, too`() throws {
        // 1.5 has neither --args nor what it fills.
        let jq = """
            for word; do
                case $word in
                    --args | --jsonargs | --rawfile | *'$ARGS'*) echo "jq: Unknown option $word" >&2; exit 2 ;;
                esac
            done
            PATH=${PATH#*:} exec jq "$@"
            """
        let body = """
            let added: list of record = [[name=b, instanceGroup=masters-b], [name="c d", instanceGroup=masters-c]]
            let members = members of etcd events in example.com after adding $added
            for one in $members { say "said: ${one.name} ${one.instanceGroup} ${one.encryptedVolume}" }
            """
        let run = try run(body, files: [:], programs: ["jq": jq])
        #expect(run.said == ["b masters-b yes", "c d masters-c yes"], "\(run.output)")
    }

    @Test(arguments: [["a", "b", "c"], ["eu-west-1a", "eu-west-1b"], ["1", "11"], ["private-b", "b"]])
    func `Another member is found whatever the members are called`(names: [String]) throws {
        let members = names.map { #"{"name": "\#($0)", "instanceGroup": "g"}"# }.joined(separator: ", ")
        let cluster = #"{"spec": {"etcdClusters": [{"name": "main", "etcdMembers": [\#(members)]}]}}"#
        for name in names {
            let run = try run(
                "let other = member of example.com besides \(name)\nsay \"said: $other\"",
                files: ["cluster.json": cluster])
            #expect(run.said == [name == names[0] ? names[1] : names[0]], "\(run.output)")
        }
    }

    @Test func `A size that is not said is 1`() throws {
        let run = try run(
            """
            expect group masters of example.com has size 1
            expect not group masters of example.com has size 0
            """, files: ["masters.json": #"{"metadata": {"name": "masters"}, "spec": {"role": "Master"}}"#])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `A new group has what the first has, but not its zones and nothing that keeps a machine`() throws {
        let head = ["apiVersion: kops.k8s.io/v1alpha2", "kind: InstanceGroup", "metadata:", "  name: masters", "spec:"]
        let kept = [
            "  additionalUserData:", "  - content: |", "      #!/bin/sh", "      # subnets: [one]", "    name: a.sh",
            "    type: text/x-shellscript", "  image: coreos.com/CoreOS-stable-1745.7.0-hvm", "  machineType: m4.large",
            "  maxPrice: \"0.10\"",
        ]
        let policy = [
            "  mixedInstancesPolicy:", "    instances:", "    - m4.large", "    - m5.large", "  role: Master",
        ]
        let taints = ["  taints:", "  - dedicated=masters:NoSchedule"]
        let yaml =
            head + kept + policy + ["  instanceProtection: true", "  subnets:", "  - one", "  suspendProcesses:"]
            + ["  - Launch"] + taints + ["  zones:", "  - eu-west-1a", ""]
        let group = #"{"metadata": {"name": "masters"}, "spec": {"subnets": ["one"]}}"#
        let run = try run(
            "create group masters-b of example.com for zone eu-west-1b like masters with size 0",
            files: [
                "masters.yaml": yaml.joined(separator: "\r\n"), "masters.json": group,
                "groups.json": group,
            ])
        let replaced = run.file("replaced")
        let lines = Set(replaced.split(separator: "\n").map(String.init))
        #expect(lines.isSuperset(of: kept + policy + taints), "\(run.output)")
        #expect(replaced.contains("  name: masters-b\n"))
        #expect(replaced.contains("  subnets:\n  - two\n"))
        #expect(replaced.contains("  minSize: 0\n"))
        for field in ["zones", "instanceProtection", "suspendProcesses", "eu-west-1a", "\r"] {
            #expect(!replaced.contains(field), "\(replaced)")
        }
    }
}
