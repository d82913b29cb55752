extension Question {
    /// The kind of question, before its text.
    public var heading: String {
        switch kind {
        case .confirm: "confirm: "
        case .pointOfNoReturn(let lock): "point of no return (type \(lock.shown)): "
        case .ask(let name, _, _): "\(name): "
        case .approval(let wanted): wanted.heading
        case .manual: "manual: "
        case .outcome: "did it happen? "
        case .hold: "held: "
        }
    }
}

extension WantedApprovals {
    /// Such as `approval by 2 within 4h: `.
    fileprivate var heading: String {
        let people = count.map { $0 == 1 ? "" : " by \($0)" } ?? " by ‹count›"
        return "approval\(people)\(within.map { " within \($0.shown)" } ?? ""): "
    }
}
