import BelayRuntime

/// Shows the elements of a loop once where all that is planned for them is the same but for their names.
///
/// An element is held against those before it that are shown. Whatever else differs is named, word for word, or the element is
/// shown in full: nothing that differs is left out.
enum PlanFolding {
    static func fold(_ events: ArraySlice<RunEvent>) -> [PlanEntry] {
        var entries: [PlanEntry] = []
        var index = events.startIndex
        while index < events.endIndex {
            let event = events[index]
            entries.append(.event(event))
            index += 1
            guard case .stepStarted(let start) = event, start.kind == .loop,
                let end = events[index...].firstIndex(where: { $0.isEnd(of: start) })
            else { continue }
            entries += elements(events[index..<end], of: start.step)
            index = end
        }
        return entries
    }

    /// An element that is shown, and those that it stands for.
    private struct Shown {
        let loop: StepPath
        let element: StepPath
        var words: PlannedWords
        /// Where its own lines end.
        var end: Int
        var same: [SameElements] = []

        mutating func add(_ label: String, _ differences: [WordDifference]) {
            if let index = same.firstIndex(where: { $0.differences == differences }) {
                same[index].labels.append(label)
            } else {
                same.append(
                    SameElements(loop: loop, shown: element, labels: [label], differences: differences))
            }
        }

        var entries: [PlanEntry] { same.map { .same($0) } }
    }

    /// How many elements that are shown another one is held against, the last ones first.
    private static let mostCompared = 20

    private static func elements(_ events: ArraySlice<RunEvent>, of loop: StepPath) -> [PlanEntry] {
        var entries: [PlanEntry] = []
        var shown: [Shown] = []
        for part in parts(events, of: loop) {
            guard let component = part.component, case .element(_?, let label) = component else {
                entries += fold(part.events)
                continue
            }
            let words = PlannedWords(
                part.events, of: loop.appending(.element(position: 1, label: label)), label: label)
            var isFolded = false
            for index in shown.indices.suffix(mostCompared).reversed() {
                guard let differences = shown[index].words.differences(to: words) else { continue }
                shown[index].add(label, differences)
                isFolded = true
                break
            }
            if isFolded { continue }
            entries += fold(part.events)
            let element = loop.appending(component)
            shown.append(Shown(loop: loop, element: element, words: words, end: entries.count))
        }
        for element in shown.reversed() { entries.insert(contentsOf: element.entries, at: element.end) }
        return entries
    }

    /// The events of each element, and those between them.
    private static func parts(
        _ events: ArraySlice<RunEvent>, of loop: StepPath
    ) -> [(component: StepPath.Component?, events: ArraySlice<RunEvent>)] {
        let place = loop.components.count
        var parts: [(component: StepPath.Component?, events: ArraySlice<RunEvent>)] = []
        for index in events.indices {
            let components = events[index].step?.components ?? []
            let component = components.count > place ? components[place] : nil
            if let last = parts.indices.last, parts[last].component == component {
                parts[last].events = events[parts[last].events.startIndex...index]
            } else {
                parts.append((component, events[index...index]))
            }
        }
        return parts
    }
}

extension RunEvent {
    fileprivate func isEnd(of start: StepStart) -> Bool {
        guard case .stepFinished(let end) = self else { return false }
        return end.step == start.step && end.kind == start.kind
    }
}
