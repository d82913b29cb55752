/// The cluster as kops has it before the procedure.
struct FirstCluster {
    let beginning: Beginning
    /// Its name in kops.
    private var name: String { beginning.cluster }
    private var release: KopsRelease { KopsRelease(beginning.kopsVersion) }

    /// Writes it into kops' state, and what kops wants into the cloud.
    func keep() throws(LabFailure) {
        let store = StateStore(cluster: name)
        try store.put(specification: specification)
        for letter in beginning.letters {
            let group = InstanceGroup.text(
                name: beginning.group(letter), cluster: name, subnets: ["eu-west-1\(letter)"], role: "Master",
                created: created,
                size: beginning.runningLetters.contains(letter) ? 1 : 0, release: release)
            try store.putGroup(beginning.group(letter), group)
        }
        try CloudPlan(for: store, in: .here).apply(for: store, in: .here)
        if beginning.has(.noisyKops) {
            try OldLaunchConfigurations.make(for: beginning.group(beginning.letters[0]), of: name)
        }
        try Files.write(name, to: LabFolder.kubectlContext)
    }

    private let created = "2026-11-23T09:23:42Z"

    /// The fields of each in the order in which kops writes them: by name.
    private var etcds: String {
        let members = beginning.letters.map { letter in
            let fields = ["instanceGroup: \(beginning.group(letter))", "name: \(letter)"] + beginning.memberFields
            return "    - " + fields.sorted().joined(separator: "\n      ")
        }
        let fields = beginning.etcdFields + ["etcdMembers:\n" + members.joined(separator: "\n")]
        let each = EtcdCluster.allCases.map { etcd in
            "  - " + (fields + ["name: \(etcd.rawValue)"]).sorted().joined(separator: "\n    ")
        }
        return each.joined(separator: "\n")
    }

    private var specification: String {
        """
        apiVersion: \(release.apiVersion)
        kind: Cluster
        metadata:
          creationTimestamp: \(created)
          name: \(name)
        spec:
          api:
            dns: {}
          authorization:
            rbac: {}
          channel: stable
          cloudProvider: aws
          configBase: s3://kops-state/\(name)
          dnsZone: \(name)
          etcdClusters:
        \(etcds)
          iam:
            allowContainerRegistry: true
            legacy: false
          kubernetesApiAccess:
          - 0.0.0.0/0
          kubernetesVersion: 1.10.3
          masterPublicName: api.\(name)
          networkCIDR: 172.20.0.0/16
          networking:
            kubenet: {}
          nonMasqueradeCIDR: 100.64.0.0/10
          sshAccess:
          - 0.0.0.0/0
          subnets:
          - cidr: 172.20.32.0/19
            name: eu-west-1a
            type: Public
            zone: eu-west-1a
          - cidr: 172.20.64.0/19
            name: eu-west-1b
            type: Public
            zone: eu-west-1b
          - cidr: 172.20.96.0/19
            name: eu-west-1c
            type: Public
            zone: eu-west-1c
          topology:
            dns:
              type: Public
            masters: public
            nodes: public

        """
    }
}
