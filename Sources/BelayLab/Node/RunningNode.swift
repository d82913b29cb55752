import Glibc

/// A machine that the cloud has started or will, seen from the lab.
struct RunningNode {
    let instance: Instance

    func awaitService(on port: UInt16, named name: String) throws(LabFailure) {
        try awaitReady(name) { EtcdClient(address: instance.address, port: port).connects }
    }

    func awaitEtcd(_ cluster: EtcdCluster) throws(LabFailure) {
        let client = EtcdClient(address: instance.address, port: cluster.clientPort)
        try awaitReady("etcd \(cluster.rawValue)") { client.isHealthy }
    }

    /// - Throws: with the node's last words when it ends before, or does not come to it in half a minute.
    private func awaitReady(_ name: String, _ isReady: () -> Bool) throws(LabFailure) {
        var hasEnded = false
        let isUp = Clock.comesTrue(within: 30) {
            hasEnded = (try? Cloud.here.instance(instance.id))?.isAlive != true
            return hasEnded || isReady()
        }
        if isUp && !hasEnded { return }
        let words = (try? Files.read("\(LabFolder.node(instance.id))/console")) ?? ""
        throw LabFailure("\(name) of the instance \(instance.id) did not come up\n\(words)")
    }
}
