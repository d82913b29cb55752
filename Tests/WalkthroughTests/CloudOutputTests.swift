import Testing

/// The aws client of version 1 and of version 2, which write times and empty lists differently.
@Suite("What the aws client prints") struct CloudOutputTests {
    private static let aws = """
        case $2 in
            describe-volumes) cat "$FILES/volumes" ;;
            describe-snapshots) cat "$FILES/snapshots" ;;
            describe-instances) cat "$FILES/instances" ;;
        esac
        echo "urllib3: a warning" >&2
        """

    private static let tags = """
        {"Key": "Name", "Value": "a.etcd-main.example.com"}, {"Key": "KubernetesCluster", "Value": "example.com"},
        {"Key": "k8s.io/etcd/main", "Value": "a/a"}, {"Key": "aws:ec2:fleet", "Value": "x"}
        """

    @Test(arguments: ["2018-05-01T12:00:00.000Z", "2018-05-01T12:00:00+00:00"])
    func `Volumes and snapshots are read from either version`(time: String) throws {
        let volumes = """
            {"Volumes": [
            {"VolumeId": "vol-1", "AvailabilityZone": "us-gov-west-1a", "State": "in-use", "Tags": [\(Self.tags)],
             "Attachments": [{"InstanceId": "i-1", "State": "detaching"}, {"InstanceId": "i-2", "State": "attached"}]},
            {"VolumeId": "vol-2", "AvailabilityZone": "us-gov-west-1a", "State": "available", "Attachments": [],
             "Tags": [{"Key": "KubernetesCluster", "Value": "other.com"}, {"Key": "k8s.io/etcd/main", "Value": "a/a"}]},
            {"VolumeId": "vol-3", "AvailabilityZone": "us-gov-west-1a", "Attachments": [],
             "Tags": [{"Key": "KubernetesCluster", "Value": "example.com"}, {"Key": "K8S.IO/etcd/main", "Value": "a/a"}]}]}
            """
        let snapshots = """
            {"Snapshots": [{"SnapshotId": "snap-1", "VolumeId": "vol-1", "State": "completed", "StartTime": "\(time)",
            "Tags": [\(Self.tags)]}]}
            """
        let body = """
            let volumes = volumes of example.com
            for volume in $volumes { say "said: ${volume.id} ${volume.name} ${volume.zone}" }
            let all = snapshots of example.com
            for one in $all { say "said: ${one.id} ${one.main} ${one.newer}" }
            expect $all[0].age > 2000
            expect snapshot snap-1 of example.com is complete
            """
        let run = try PhraseRun(
            body, programs: ["aws": Self.aws], files: ["volumes": volumes, "snapshots": snapshots])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.said == ["vol-1 a.etcd-main.example.com us-gov-west-1a", "snap-1 a/a 0"])
    }

    @Test func `Nothing found is an empty list`() throws {
        let body = """
            let volumes = volumes of example.com
            let all     = snapshots of example.com
            expect $volumes is [] and $all is []
            let found = addresses of the machines of group masters of example.com
            expect $found is []
            """
        let files = [
            "volumes": #"{"Volumes": []}"#, "snapshots": #"{"Snapshots": []}"#, "instances": #"{"Reservations": []}"#,
        ]
        let run = try PhraseRun(body, programs: ["aws": Self.aws], files: files)
        #expect(run.status == 0, "\(run.output)")
    }
}
