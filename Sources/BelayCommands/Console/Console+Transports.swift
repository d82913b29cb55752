import BelayTransports
import BelayWorkspace

extension Console {
    /// What reaches machines, with the options for ssh that are configured.
    func transports(timeouts: TransportTimeouts = TransportTimeouts()) -> Transports {
        let options = (configuration[.ssh] ?? "").split(separator: " ").map(String.init)
        return Transports(sshArguments: options, timeouts: timeouts)
    }
}
