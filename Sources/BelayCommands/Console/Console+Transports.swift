import BelayTransports
import BelayWorkspace

extension Console {
    /// What reaches machines, with the options for ssh that are configured.
    /// - Parameter generation: of the run that uses it; 1 of one that begins.
    func transports(timeouts: TransportTimeouts = TransportTimeouts(), generation: Int = 1) -> Transports {
        let options = (configuration[.ssh] ?? "").split(separator: " ").map(String.init)
        return Transports(sshArguments: options, timeouts: timeouts, generation: generation, isShared: hasStore)
    }
}
