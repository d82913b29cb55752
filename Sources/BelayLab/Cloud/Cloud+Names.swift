import Glibc

/// The cluster's names in DNS. Every machine finds them in its list of hosts, which is rewritten at each change.
extension Cloud {
    /// Nil for an unknown name.
    func address(of name: String) -> String? { try? Files.read("\(folder)/names/\(name)") }

    var names: [String] { Files.names(in: "\(folder)/names").filter { !$0.hasPrefix(".") } }

    func setAddress(of name: String, to address: String) throws(LabFailure) {
        try whileLocked { () throws(LabFailure) in
            if self.address(of: name) == address { return }
            try Files.replace("\(folder)/names/\(name)", with: address)
            try writeAllHosts()
        }
    }

    /// There while no machine finds a name.
    var namesAway: String { "\(folder)/names-away" }

    /// Called by whoever holds the lock.
    func writeAllHosts() throws(LabFailure) {
        for machine in Files.names(in: "\(folder)/hosts") where !machine.hasSuffix(".own") {
            try writeHosts(of: machine)
        }
    }

    /// Begins the list of hosts of a machine. It is one file for as long as the machine lives, so that it can be shown at
    /// another place.
    /// - Parameter own: the lines before the cluster's names.
    func addHosts(of machine: String, own: String) throws(LabFailure) {
        try whileLocked { () throws(LabFailure) in
            try Files.write(own, to: "\(folder)/hosts/\(machine).own")
            try Files.write("", to: hosts(of: machine))
            try writeHosts(of: machine)
        }
    }

    func removeHosts(of machine: String) throws(LabFailure) {
        try whileLocked { () throws(LabFailure) in
            for path in [hosts(of: machine), hosts(of: machine) + ".own"] { unlink(path) }
        }
    }

    func hosts(of machine: String) -> String { "\(folder)/hosts/\(machine)" }

    private func writeHosts(of machine: String) throws(LabFailure) {
        let own = try Files.read("\(folder)/hosts/\(machine).own")
        let known = Files.exists(namesAway) ? [] : names
        let lines = known.compactMap { name in address(of: name).map { "\($0) \(name)\n" } }
        try Files.overwrite(hosts(of: machine), with: own + lines.joined())
    }
}
