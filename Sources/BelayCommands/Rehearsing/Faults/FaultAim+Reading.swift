import BelayLab

extension FaultAim {
    /// Behind a fault's name: a time for one that passes, `MACHINE` or `MACHINE/UNIT` for one of a machine.
    init(_ text: String, of fault: FaultKind, in lab: any NamedLab) throws(UserError) {
        switch fault.subject {
        case .machine, .service: try self.init(machine: text, of: fault, in: lab)
        case .command, .lab:
            guard fault.usualSeconds != nil else {
                throw UserError(status: .usage, message: "`\(fault.name)` does not pass, so it has no time")
            }
            guard let time = ShortTime.read(text) else {
                throw UserError(
                    status: .usage, message: "`\(text)` is not a time", help: ["--break \(fault.name):30s@4.2, or :5m"])
            }
            self.init(seconds: Int(time.components.seconds))
        }
    }

    private init(machine text: String, of fault: FaultKind, in lab: any NamedLab) throws(UserError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard lab.machines.contains(parts[0]) else {
            throw UserError(
                status: .usage, message: "the lab has no machine `\(parts[0])`",
                help: lab.machines.map { "--break \(fault.name):\($0)@4.2" })
        }
        if parts.count == 2, fault.subject == .machine {
            throw UserError(status: .usage, message: "`\(fault.name)` strikes a machine, not a service of it")
        }
        if parts.last == "" {
            throw UserError(
                status: .usage, message: "`\(text)` names no service behind the `/`",
                help: ["--break \(fault.name):\(parts[0])@4.2, for all that \(parts[0]) runs"])
        }
        self.init(machine: parts[0], units: Array(parts.dropFirst()))
    }
}
