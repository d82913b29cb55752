/// The one program: a stand-in by its name, else the lab by its first word.
public enum LabProgram {
    /// - Parameter words: the name under which the program was started, and its arguments.
    /// - Returns: the status with which it is to end.
    public static func run(_ words: [String]) -> Int32 {
        let name = words.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
        do throws(LabFailure) {
            if let standIn = StandIn(rawValue: name) { return try standIn.run(Array(words.dropFirst())) }
        } catch {
            complain("\(name): \(error.message)")
            return error.status ?? 1
        }
        do throws(LabFailure) {
            return try runLab(word: words.dropFirst().first, Array(words.dropFirst(2)))
        } catch {
            complain("belay-lab: \(error.message)")
            return error.status ?? ExitStatus.labFailed
        }
    }

    private static func runLab(word: String?, _ arguments: [String]) throws(LabFailure) -> Int32 {
        if let kind = word.flatMap(LabRequest.Kind.init) {
            return try OuterProcess(request: LabRequest(kind, arguments)).run().code
        }
        switch word {
        case OwnProgram.labWord: return try runInside(arguments)
        case OwnProgram.cloudWord:
            var service = CloudService(settings: try .here())
            try service.run()
        case OwnProgram.writerWord: try Writer().run()
        case OwnProgram.switchWord: try PacketSwitch().run()
        case OwnProgram.nodeWord: try NodeInit(node: NodeDescription(text: Files.read(arguments[0]))).run()
        case OwnProgram.machineWord: try MachineInit(machine: MachineDescription(text: Files.read(arguments[0]))).run()
        case OwnProgram.relayWord: try NetworkRelay(machine: MachineDescription(text: Files.read(arguments[0]))).run()
        case OwnProgram.bootWord:
            try LabMachine(machine: MachineDescription(here: arguments[0])).bootAgain()
            return 0
        case OwnProgram.enterWord: try MachineGuest(words: arguments).become()
        case "strike": return try strike(arguments)
        case OwnProgram.containerWord: try ContainerInit(container: Container(id: arguments[0])).run()
        case nil, "help", "--help", "-h":
            complain(LabRequest.usage)
            return ExitStatus.misused
        case .some(let word):
            complain("belay-lab: it cannot build `\(word)`\n\(LabRequest.usage)")
            return ExitStatus.misused
        }
    }

    /// The first process of a lab: its kind, and what `LabRequest.words` has made.
    private static func runInside(_ words: [String]) throws(LabFailure) -> Int32 {
        let request = try LabRequest(words.first.flatMap(LabRequest.Kind.init) ?? .master, Array(words.dropFirst()))
        switch request.kind {
        case .master: return try KopsLab(request: request).run().code
        case .machines: return try MachineLab(request: request).run().code
        }
    }

    /// In a lab of machines: `belay-lab strike FAULT MACHINE [UNIT]...`.
    private static func strike(_ words: [String]) throws(LabFailure) -> Int32 {
        guard words.count >= 2, let fault = MachineFault(rawValue: words[0]) else {
            let names = MachineFault.allCases.map(\.rawValue).joined(separator: ", ")
            throw LabFailure(
                "usage: belay-lab strike FAULT MACHINE [UNIT]...\nthe faults: \(names)", status: ExitStatus.misused)
        }
        print(try fault.strike(words[1], units: Array(words.dropFirst(2))))
        return 0
    }
}
