import Glibc

/// The cloud at work: boots, terminates and replaces machines so that what is becomes what was asked for. A process of its
/// own, for as long as the lab lives; all machines are its children.
struct CloudService {
    private let cloud = Cloud.here
    private let settings: LabSettings
    /// The outermost process of each machine, by its instance.
    private var machines: [String: pid_t] = [:]
    private var areNamesAway = false

    init(settings: LabSettings) { self.settings = settings }

    mutating func run() throws(LabFailure) -> Never {
        while true {
            try reap()
            try refreshNames()
            try cloud.whileLocked { () throws(LabFailure) in try order() }
            for instance in try cloud.instances { try follow(instance) }
            usleep(200_000)
        }
    }

    /// While DNS is away no machine finds a name in it.
    private mutating func refreshNames() throws(LabFailure) {
        let isAway = KopsFault.dnsAway.holds
        if isAway == areNamesAway { return }
        areNamesAway = isAway
        try cloud.whileLocked { () throws(LabFailure) in
            if isAway { try Files.write("", to: cloud.namesAway) } else { unlink(cloud.namesAway) }
            try cloud.writeAllHosts()
        }
    }

    /// A machine that ends, by whatever, is terminated.
    private mutating func reap() throws(LabFailure) {
        while true {
            let process = waitpid(-1, nil, WNOHANG)
            if process <= 0 { return }
            guard let id = machines.first(where: { $0.value == process })?.key else { continue }
            machines[id] = nil
            try cloud.removeHosts(of: id)
            try cloud.whileLocked { () throws(LabFailure) in
                guard var instance = try cloud.instance(id) else { return }
                instance.state = .terminated
                try cloud.put(instance)
            }
        }
    }

    /// Orders the machines that groups lack, and the end of those they have too many of, the newest first.
    private func order() throws(LabFailure) {
        let groups = try cloud.groups
        let instances = try cloud.instances
        for group in groups {
            let alive = instances.filter { $0.group == group.name && $0.isAlive }
            for _ in alive.count..<max(alive.count, group.minSize) { try cloud.put(newInstance(for: group)) }
            for instance in alive.dropFirst(group.maxSize) { try end(instance) }
        }
        for instance in instances where instance.isAlive && !groups.contains(where: { $0.name == instance.group }) {
            try end(instance)
        }
    }

    private func end(_ instance: Instance) throws(LabFailure) {
        var instance = instance
        instance.state = .shuttingDown
        try cloud.put(instance)
    }

    private mutating func follow(_ instance: Instance) throws(LabFailure) {
        switch instance.state {
        case .pending: try boot(instance)
        case .running, .terminated: return
        case .shuttingDown:
            if let process = machines[instance.id] {
                kill(process, SIGKILL)
            } else {
                try setState(of: instance, to: .terminated)
            }
        }
    }

    private mutating func boot(_ instance: Instance) throws(LabFailure) {
        if KopsFault.neverBoots.holds || Clock.now < instance.launched + Double(settings.bootSeconds) { return }
        // A volume is attached to one machine at a time: the new one waits for the end of the old one.
        let others = try cloud.instances.filter { $0.zone == instance.zone && machines[$0.id] != nil }
        if !others.isEmpty { return }
        let volumes = try volumes(for: instance)
        let node = NodeDescription(
            instance: instance.id, cluster: settings.cluster, address: instance.address,
            protokubePeriod: settings.protokubePeriod, volumes: volumes.map(\.id))
        for volume in volumes { try volume.make() }
        machines[instance.id] = try LabNode(node: node).start()
        try setState(of: instance, to: .running)
    }

    private func volumes(for instance: Instance) throws(LabFailure) -> [Volume] {
        let all = try cloud.volumes
        let own = all.filter { $0.zone == instance.zone && $0.isAttachable }
        let first = settings.beginning.zones[0]
        // The second and the third master have each other's, so that no volume is on two machines.
        let other = all.first { $0.etcd == .events && $0.zone != instance.zone && $0.zone != first }
        guard KopsFault.wrongLetter.holds, instance.zone != first, let other else { return own }
        return own.filter { $0.etcd == .main } + [other]
    }

    private func setState(of instance: Instance, to state: Instance.State) throws(LabFailure) {
        try cloud.whileLocked { () throws(LabFailure) in
            guard var now = try cloud.instance(instance.id), now.state == instance.state else { return }
            now.state = state
            try cloud.put(now)
        }
    }

    private func newInstance(for group: AutoscalingGroup) throws(LabFailure) -> Instance {
        let count = try cloud.instances.count
        var generator = SeededRandom(seed: settings.seed, about: "instance \(count)")
        return Instance(
            id: "i-0" + generator.hexadecimal(digits: 16), group: group.name, zone: group.zone,
            address: try newAddress(in: group.zone, by: &generator), state: .pending, launched: Clock.now)
    }

    /// One that no machine has or had.
    private func newAddress(in zone: String, by generator: inout SeededRandom) throws(LabFailure) -> String {
        let taken = Set(try cloud.instances.map(\.address))
        let third = 32 * (1 + Int(zone.utf8.last ?? 97) % 97 % 7)
        while true {
            let address = "172.20.\(third + generator.number(in: 0..<32)).\(generator.number(in: 4..<250))"
            if !taken.contains(address) { return address }
        }
    }
}
