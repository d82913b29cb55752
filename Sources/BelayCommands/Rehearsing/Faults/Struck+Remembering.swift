import BelayLab

extension FaultInjector.Struck {
    /// As a line that outlives the process: the breakage, whether it was done, and what was said of it.
    var remembered: String { "\(breakage.text)\t\(isDone ? "done" : "not done")\t\(said)" }

    /// The faults that were injected in this lab before.
    static func remembered(among breakages: [FaultSpec]) -> [Self] {
        RehearsalLab.remembered.compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 2).map(String.init)
            guard parts.count == 3, let breakage = breakages.first(where: { $0.text == parts[0] }) else { return nil }
            return Self(breakage: breakage, isDone: parts[1] == "done", said: parts[2])
        }
    }
}
