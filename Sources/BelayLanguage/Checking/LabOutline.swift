import BelaySyntax

/// The statements of a file that only a lab has, sorted out.
struct LabOutline {
    var titles: [TitleSyntax] = []
    var machines: [MachineSyntax] = []
    var addresses: [NamesSyntax] = []
    var begins: [BeginSyntax] = []
    var clients: [MeanwhileSyntax] = []
    var found: [FoundSyntax] = []
    var states: [EndsSyntax] = []
    var faults: [FaultSyntax] = []

    /// False for a statement that other files have too.
    mutating func take(_ statement: StatementSyntax) -> Bool {
        switch statement {
        case .lab(let node): titles.append(node)
        case .machine(let node): machines.append(node)
        case .address(let node): addresses.append(node)
        case .begin(let node): begins.append(node)
        case .meanwhile(let node): clients.append(node)
        case .found(let node): found.append(node)
        case .ends(let node): states.append(node)
        case .fault(let node): faults.append(node)
        default: return false
        }
        return true
    }
}
