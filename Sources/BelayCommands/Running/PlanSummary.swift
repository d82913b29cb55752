import BelayJournal
import BelayReporting
import BelayRuntime

/// A plan of a file in words: what it was made of, and all that it would run.
struct PlanSummary {
    let file: PlanFile

    private var beginning: JournalRecord.Started { file.beginning }

    /// The facts about it, a line each.
    ///
    /// - Parameter isWhole: with what differs each time that a plan is made: its digest, by whom and when.
    func head(isWhole: Bool) -> [String] {
        var rows: [(name: String, meaning: String)] = []
        if isWhole {
            rows.append(("digest", "\(file.digest)"))
            rows.append(("made", "\(beginning.begun), by \(beginning.user) on \(beginning.host)"))
        }
        rows.append(("belay", beginning.version))
        rows.append(("runbook", beginning.runbook))
        for (index, digest) in beginning.digests.enumerated() {
            let name = index > 0 && index < beginning.files.count ? "  \(beginning.files[index])" : ""
            rows.append((index == 0 ? "sha256" : "library", digest + name))
        }
        if let lock = beginning.lock { rows.append(("lock", lock)) }
        for parameter in beginning.parameters {
            rows.append(("\(parameter.name)=", PrintableText.make(parameter.value.shown)))
        }
        for name in beginning.seals.keys.sorted() { rows.append(("\(name)=", "a secret, known by its seal")) }
        return UserError.columns(rows)
    }

    /// Everything that it says, wrapped to the width.
    func text(_ palette: Palette, width: Int?, _ detail: PlanDetail) -> String {
        PlanRenderer(palette: palette, width: width, detail: detail)
            .render(
                title: beginning.title, lock: beginning.lock, events: file.events, readCount: file.readCount)
    }

    /// For a comparison with another one.
    var comparable: String {
        (head(isWhole: false) + [""]).map { $0 + "\n" }.joined() + text(.plain, width: nil, .everything)
    }
}
