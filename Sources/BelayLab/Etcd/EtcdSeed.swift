/// The content of etcd main before anything is done to it: keys as a cluster has them, with values that a careless
/// copy would spoil.
struct EtcdSeed {
    var keys: Int

    func write(to etcd: EtcdClient) throws(LabFailure) {
        for number in 0..<keys where !etcd.set(key(number), to: value(number)) {
            throw LabFailure("etcd did not take the key \(key(number))")
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
