/// The cluster as kops made it before the procedure: one master, and room for more.
struct FirstCluster {
    /// Its name in kops.
    let name: String
    let master: Instance

    func keep() throws(LabFailure) {
        let store = StateStore(cluster: name)
        try store.put(specification: specification)
        try store.putGroup(
            "master-\(master.zone)",
            InstanceGroup.text(
                name: "master-\(master.zone)", cluster: name, subnets: [master.zone], role: "Master", created: created))
        try store.markApplied()
        try Files.write(name, to: LabFolder.kubectlContext)
    }

    private let created = "2026-11-23T09:23:42Z"

    init(name: String, master: Instance) {
        self.name = name
        self.master = master
    }

    private var specification: String {
        """
        apiVersion: kops/v1alpha2
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
          - etcdMembers:
            - instanceGroup: master-\(master.zone)
              name: a
            name: main
          - etcdMembers:
            - instanceGroup: master-\(master.zone)
              name: a
            name: events
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
