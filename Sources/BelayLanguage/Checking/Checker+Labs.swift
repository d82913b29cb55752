import BelayData
import BelaySource
import BelaySyntax

/// What a lab declares: machines, addresses, and the blocks with their names.
extension Checker {
    var isLab: Bool { !outlines[runbook.rawValue].lab.titles.isEmpty }

    /// The declarations of a lab; its blocks share one frame.
    mutating func checkLab() -> (lab: LabDefinition, frame: FrameLayout) {
        let outline = outlines[runbook.rawValue].lab
        frame = Frame(owner: .lab, file: runbook)
        checkOnce(outline)
        for parameter in outlines[runbook.rawValue].parameters where parameter.defaultValue == nil {
            report(.labParameterWithoutValue(parameter))
        }
        var lab = LabDefinition(machines: machines(outline), addresses: addresses(outline))
        if let begin = outline.begins.first {
            lab.begin = block(begin.body, hides: false, isNumbered: true).block
        }
        lab.clients = clients(outline)
        lab.faults = outline.faults.map { fault($0) }
        lab.states = states(outline, of: lab.clients)
        if !outline.states.contains(where: \.isWhenDone), let title = outline.titles.first {
            reportUnlessBroken(.labWithoutState(at: title.span))
        }
        closeNames()
        reportIdleMachines(lab, outline)
        return (lab, FrameLayout(names: frame.names.slotNames))
    }

    private mutating func checkOnce(_ outline: LabOutline) {
        reportTwice("begin", outline.begins.map { ("begin", $0.span.head(before: $0.body.span)) }, in: nil)
        reportTwice("a machine or address", outline.hostNames.map { (source(of: $0.span), $0.span) }, in: "name")
        reportTwice("a state", outline.states.map { (source(of: $0.name.span), $0.name.span) }, in: "name")
        reportTwice("a fault", outline.faults.map { (source(of: $0.name.span), $0.name.span) }, in: "name")
        reportTwice("a `meanwhile`", outline.clients.map { ($0.name.text, $0.name.span) }, in: "name")
        reportTwice("a `found`", outline.found.map { ($0.name.text, $0.name.span) }, in: "name")
    }

    private mutating func reportTwice(_ kind: String, _ found: [(name: String, span: Span)], in name: String?) {
        var first: [String: Span] = [:]
        for (word, span) in found {
            if let known = first[word] {
                report(.repeatedInLab(name == nil ? nil : word, kind, at: span, first: known))
            } else {
                first[word] = span
            }
        }
    }

    // MARK: - Machines

    private mutating func machines(_ outline: LabOutline) -> [LabDefinition.Machine] {
        outline.machines.flatMap { syntax in
            var machine = LabDefinition.Machine(name: "", span: syntax.span)
            for feature in syntax.features { add(feature, to: &machine) }
            return syntax.names.map { word in
                checkName(word, .machine)
                machine.name = source(of: word.span)
                machine.span = word.span
                return machine
            }
        }
    }

    private mutating func addresses(_ outline: LabOutline) -> [LabDefinition.Address] {
        outline.addresses.flatMap(\.words).map { word in
            checkName(word, .address)
            return LabDefinition.Address(name: source(of: word.span), span: word.span)
        }
    }

    private mutating func add(_ feature: FeatureSyntax, to machine: inout LabDefinition.Machine) {
        switch feature.kind {
        case .runs(let words): machine.units += words.map { source(of: $0.span) }
        case .has(let words): machine.packages += words.map { source(of: $0.span) }
        case .user(let words):
            for word in words { checkName(word, .user) }
            machine.users += words.map { source(of: $0.span) }
        case .disk(let path, let size):
            let bytes = self.bytes(source(of: size.span))
            if bytes == nil { report(.badDisk(source(of: size.span), at: size.span)) }
            let place = source(of: path.span)
            if !place.hasPrefix("/") || place == "/" { report(.badDiskPath(place, at: path.span)) }
            machine.disks.append(LabDefinition.Disk(path: place, bytes: bytes ?? 0))
        case .boots(let word):
            let time = DurationLiteral(source(of: word.span))?.value
            if time.map({ $0 <= .zero }) ?? true { report(.unknownPace("boots in", at: word.span)) }
            machine.bootTime = time
        }
    }

    /// `512MiB`
    private func bytes(_ word: String) -> Int? {
        guard let size = NumberLiteral(word)?.value.decimal, size.isWhole,
            let bytes = size.wholeProduct(with: Decimal(1)).flatMap({ Int(exactly: $0) })
        else { return nil }
        return bytes > 0 ? bytes : nil
    }

    /// A machine that nobody reaches and that runs nothing; it is enough that something else says its name.
    private mutating func reportIdleMachines(_ lab: LabDefinition, _ outline: LabOutline) {
        let own = outline.machines.map(\.span)
        let bytes = files[runbook.rawValue].source.bytes
        let said = LabName.machine.names(in: bytes) { start in !own.contains { $0.start <= start && start < $0.end } }
        for machine in lab.machines where machine.units.isEmpty && !said.contains(machine.name) {
            guard LabName.machine.allows(machine.name) else { continue }
            reportUnlessBroken(.idleMachine(machine.name, at: machine.span))
        }
    }
}

extension LabOutline {
    /// Where machines and addresses get their names, in the order of the text.
    fileprivate var hostNames: [WordSyntax] {
        (machines.flatMap(\.names) + addresses.flatMap(\.words)).sorted { $0.span.start < $1.span.start }
    }
}

extension Span {
    /// What comes before a block.
    fileprivate func head(before block: Span) -> Span {
        Span(file: file, start: start, end: max(start + 1, block.start - 1))
    }
}
