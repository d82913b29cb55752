/// The content of etcd main before anything is done to it: keys as a cluster has them, with values that a careless
/// copy would spoil.
struct EtcdSeed {
    var keys: Int

    func write(to etcd: EtcdClient) throws(LabFailure) {
        for number in 0..<keys where !etcd.set(key(number), to: value(number)) {
            throw LabFailure("etcd did not take the key \(key(number))")
        }
    }

    /// Keys that only the interface of version 3 shows, and no `etcdctl backup` has.
    static func writeV3(to instance: Instance, folder: String?) throws(LabFailure) {
        let program = folder.map { "\($0)/etcdctl" } ?? "etcdctl"
        let endpoint = "http://\(instance.address):\(EtcdCluster.main.clientPort)"
        for number in 0..<40 {
            var put = ChildProgram([program, "--endpoints", endpoint, "put", "/registry/item-\(number)", "\(number)"])
            put.environment = ["PATH": SearchPath.text, "ETCDCTL_API": "3"]
            if try put.output() == nil { throw LabFailure("etcd did not take a key of version 3") }
        }
    }

    func key(_ number: Int) -> String {
        let kinds = ["pods", "services", "secrets", "configmaps", "events"]
        return "/registry/\(kinds[number % kinds.count])/default/item-\(number)"
    }

    func value(_ number: Int) -> String {
        switch number % 6 {
        case 0: "{\"kind\":\"Item\",\"number\":\(number)}"
        case 1: ""
        case 2: "two lines,\nthe second with \"quotes\", \\ and a tab\t"
        case 3: "größer, 長い, 🧗 \(number)"
        case 4: String(repeating: "0123456789abcdef", count: 1 + number % 256)
        default: " -- $HOME `id` ' \(number) & = % + "
        }
    }
}
