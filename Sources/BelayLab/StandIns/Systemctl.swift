import Glibc

/// systemctl for the services of a node.
struct Systemctl {
    let words: [String]

    /// The statuses of systemd for a service that it does not know, or that is not active.
    private enum Status {
        static let notActive: Int32 = 3
        static let unknown: Int32 = 4
        static let notLoaded: Int32 = 5
    }

    func run() throws(LabFailure) -> Int32 {
        var isQuiet = false
        var names: [String] = []
        for word in words {
            switch word {
            case "-q", "--quiet": isQuiet = true
            case _ where word.hasPrefix("--"): throw LabFailure("unrecognized option '\(word)'")
            case _ where word.hasPrefix("-"): throw LabFailure("invalid option -- '\(word.dropFirst().prefix(1))'")
            default: names.append(word)
            }
        }
        let verb = names.isEmpty ? "" : names.removeFirst()
        switch verb {
        case "is-active": return try ask(names) { isActive($0, isQuiet: isQuiet) }
        case "is-enabled": return try ask(names) { isEnabled($0, isQuiet: isQuiet) }
        case "start":
            return try change(names, verb, "not found") { (service) throws(LabFailure) in try service.start() }
        case "stop":
            return try change(names, verb, "not loaded") { (service) throws(LabFailure) in try service.stop() }
        case "restart":
            return try change(names, verb, "not found") { (service) throws(LabFailure) in
                try service.stop()
                try service.start()
            }
        default:
            complain("Unknown operation \(verb).")
            return 1
        }
    }

    /// The status is good when it is for one of them, else it is the last one's.
    private func ask(_ names: [String], _ question: (String) -> Int32) throws(LabFailure) -> Int32 {
        if names.isEmpty { throw tooFew }
        let answers = names.map(question)
        return answers.contains(0) ? 0 : answers.last ?? 0
    }

    private func isActive(_ name: String, isQuiet: Bool) -> Int32 {
        let service = Self.service(name)
        let isActive = service?.isActive == true
        if !isQuiet { print(isActive ? "active" : service == nil ? "unknown" : "inactive") }
        return isActive ? 0 : service == nil ? Status.unknown : Status.notActive
    }

    private func isEnabled(_ name: String, isQuiet: Bool) -> Int32 {
        guard Self.service(name) != nil else {
            if !isQuiet {
                complain("Failed to get unit file state for \(Self.unit(name)): No such file or directory")
            }
            return 1
        }
        if !isQuiet { print("enabled") }
        return 0
    }

    private func change(
        _ names: [String], _ verb: String, _ absence: String, _ act: (Service) throws(LabFailure) -> Void
    ) throws(LabFailure) -> Int32 {
        if names.isEmpty { throw tooFew }
        var status: Int32 = 0
        for name in names {
            let unit = Self.unit(name)
            guard let service = Self.service(name) else {
                complain("Failed to \(verb) \(unit): Unit \(unit) \(absence).")
                status = Status.notLoaded
                continue
            }
            if geteuid() != 0 {
                complain("Failed to \(verb) \(unit): Interactive authentication required.")
                complain("See system logs and 'systemctl status \(unit)' for details.")
                status = 1
                continue
            }
            if service == .protokube, verb == "stop", try KopsFault.protokubeGoesOn.holds(on: .here()) { continue }
            try act(service)
        }
        return status
    }

    private var tooFew: LabFailure { LabFailure("Too few arguments.") }

    private static func unit(_ name: String) -> String { name.hasSuffix(".service") ? name : "\(name).service" }

    private static func service(_ name: String) -> Service? {
        Service(rawValue: String(unit(name).dropLast(".service".count)))
    }
}
