import Glibc

/// A machine of the cloud. One that has been terminated stays on the list.
struct Instance: Hashable, Sendable {
    /// In the cloud's words.
    enum State: String, Hashable, Sendable {
        case pending
        case running
        case shuttingDown = "shutting-down"
        case terminated
    }

    /// As the cloud names it: `i-0d5b1a7c2e3f40516`.
    var id: String
    /// The name of its `AutoscalingGroup`.
    var group: String
    var zone: String
    /// Its own address in the cluster's network, never given to another.
    var address: String
    var state: State
    /// When it was asked for, in seconds of `Clock`.
    var launched: Double

    /// It is there or will be.
    var isAlive: Bool { state == .pending || state == .running }

    /// As the cluster's API names its node.
    var nodeName: String { NodeName(address: address).full }

    /// The node's first process, as the asker numbers processes; nil when the machine is not up.
    var process: pid_t? { claim.holder }

    /// Held by the node's first process.
    var claim: ProcessClaim { ProcessClaim("\(LabFolder.cloud)/up/\(id)") }
}

extension Instance {
    var fields: Fields {
        Fields([
            "group": group, "zone": zone, "address": address, "state": state.rawValue, "launched": String(launched),
        ])
    }

    init(id: String, _ fields: Fields) throws(LabFailure) {
        guard let state = State(rawValue: try fields["state"]), let launched = Double(try fields["launched"]) else {
            throw LabFailure("the instance \(id) is not understood")
        }
        self.init(
            id: id, group: try fields["group"], zone: try fields["zone"], address: try fields["address"], state: state,
            launched: launched)
    }
}
