import BelaySystem
import Glibc

/// protokube: round after round, leads the names of its volumes' members to this node, rewrites their manifests and
/// sees that the kubelet runs.
struct Protokube {
    func run() throws(LabFailure) -> Int32 {
        try Service.protokube.claimByThisProcess()
        let node = try NodeDescription.here()
        // As in the real one, the tags are those that were read when it started: kops changes them while it runs.
        let volumes = try Cloud.here.volumes.filter { node.volumes.contains($0.id) }
        while true {
            for volume in volumes {
                try lead(volume.member, to: node)
                try writeManifest(of: volume, on: node)
            }
            try Service.kubelet.start()
            // The kubelet is a child of this process until this one ends.
            let end = Clock.now + Double(node.protokubePeriod)
            while Clock.now < end {
                while waitpid(-1, nil, WNOHANG) > 0 {}
                usleep(100_000)
            }
        }
    }

    private func lead(_ member: String, to node: NodeDescription) throws(LabFailure) {
        if KopsFault.namesStay.holds { return }
        try Cloud.here.setAddress(of: "\(member).internal.\(node.cluster)", to: node.address)
    }

    /// Puts the manifest on the volume and a link to it where the kubelet looks, whatever was there.
    private func writeManifest(of volume: Volume, on node: NodeDescription) throws(LabFailure) {
        let folder = "\(volume.mountPoint)/k8s.io/manifests"
        let file = "\(folder)/\(volume.etcd.manifest)"
        let link = "/etc/kubernetes/manifests/\(volume.etcd.manifest)"
        try Files.makeFolder(folder)
        let text = MemberManifest(volume: volume, cluster: node.cluster).text
        // At once, so that the kubelet never reads half of it.
        if (try? Files.read(file)) != text { try Files.replace(file, with: text) }
        if File.target(ofLink: link) == file { return }
        unlink(link)
        try require(symlink(file, link), "cannot make the link \(link)")
    }
}
