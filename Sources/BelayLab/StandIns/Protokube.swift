import Glibc

/// protokube: round after round, writes the manifests of the volumes' members anew and sees that the kubelet runs.
struct Protokube {
    func run() throws(LabFailure) -> Int32 {
        try Service.protokube.claimByThisProcess()
        while true {
            let node = try NodeDescription.here()
            for volume in node.volumes { try writeManifest(of: volume, on: node) }
            try Service.kubelet.start()
            // The kubelet is a child of this process until this one ends.
            let end = Clock.now + Double(node.protokubePeriod)
            while Clock.now < end {
                while waitpid(-1, nil, WNOHANG) > 0 {}
                usleep(100_000)
            }
        }
    }

    /// Puts the manifest on the volume and a link to it where the kubelet looks, whatever was there.
    private func writeManifest(of volume: Volume, on node: NodeDescription) throws(LabFailure) {
        let folder = "\(volume.mountPoint)/k8s.io/manifests"
        let file = "\(folder)/\(volume.etcd.manifest)"
        let link = "/etc/kubernetes/manifests/\(volume.etcd.manifest)"
        try Files.makeFolder(folder)
        let text = MemberManifest(volume: volume, cluster: node.cluster).text
        if (try? Files.read(file)) != text { try replace(file, with: text) }
        if Files.target(ofLink: link) == file { return }
        unlink(link)
        try require(symlink(file, link), "cannot make the link \(link)")
    }

    /// At once, so that the kubelet never reads half of it.
    private func replace(_ file: String, with text: String) throws(LabFailure) {
        let new = "\(file).new"
        try Files.write(text, to: new)
        try require(rename(new, file), "cannot write \(file)")
    }
}
