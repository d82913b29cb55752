import Testing

@testable import BelayLab

/// Where the releases differ is read from kops' source at the tags of these versions: pkg/apis/kops/v1alpha2/register.go,
/// pkg/model/components/etcd.go, upup/pkg/fi/cloudup/apply_cluster.go and the structures of upup/pkg/fi/cloudup/awstasks.
@Suite("The releases of kops that the lab has", .serialized)
struct KopsReleaseTests {
    private static let own = ["MinSize", "MaxSize", "Subnets", "Tags", "Granularity", "Metrics", "LaunchConfiguration"]
    private static let byName = [
        "Granularity", "LaunchConfiguration", "MaxSize", "Metrics", "MinSize", "Subnets", "SuspendProcesses", "Tags",
    ]

    @Test(arguments: [
        (ClusterKind.kops110, "Version 1.10.1 (git-a67edea6d)", "kops/v1alpha2 none", own, 0),
        (.kops111, "Version 1.11.1 (git-0f2aa8d30)", "kops/v1alpha2 Legacy", own + ["SuspendProcesses"], 1),
        (.kops112, "Version 1.12.3 (git-e55205471)", "kops/v1alpha2 Legacy", byName, 1),
        (.kops113, "Version 1.13.2 (git-7cfcf8261)", "kops/v1alpha2 Legacy", byName, 1),
        (.kops114, "Version 1.14.1 (git-b7c25f9a9)", "kops/v1alpha2 Legacy", byName, 1),
        (.kops115, "Version 1.15.3 (git-298c2fce8)", "kops.k8s.io/v1alpha2 Legacy", byName, 1),
    ])
    func `Each kops writes specifications and previews in its own way`(
        kind: ClusterKind, version: String, kept: String, fields: [String], warnings: Int
    ) throws {
        let run = try LabRun(
            "--begin", kind.rawValue,
            script: """
                export KOPS_CLUSTER_NAME=example.com
                kops version
                kops get cluster --full -o json | sed '/^\\/\\//d' \\
                    | jq -r '.apiVersion + " " + (.spec.etcdClusters[0].provider // "none")'
                kops create ig b --subnet eu-west-1b --role Master --edit=false
                kops update cluster > /boot/preview
                awk '/^  AutoscalingGroup\\/b/ { on = 1; next } /^$/ { on = 0 } on { print $1 }' /boot/preview
                grep -c 'anonymousAuth is currently' /boot/preview
                kops get cluster example.com; echo "status $?"
                """)
        let lines = run.lines.filter { !$0.isEmpty }
        #expect(
            lines == [version, kept] + fields + [
                String(warnings), "cannot mix --name for cluster with positional arguments", "status 1",
            ])
    }
}
