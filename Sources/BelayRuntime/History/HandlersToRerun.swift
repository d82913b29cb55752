/// Records of `always` handlers that ran because the run was about to end, by a cancel or by a failure that nobody
/// handled. When the run is resumed, their blocks continue too, and they run at the end of those.
struct HandlersToRerun {
    private struct Stretch {
        var handler: StepPath
        var range: ClosedRange<Int>
    }

    private var stretches: [Stretch] = []

    init(_ records: [JournalRecord]) {
        var begun: [(handler: StepPath, from: StepPath?, position: Int)] = []
        for (position, record) in records.enumerated() {
            switch record {
            case .alwaysStarted(let handler, let from): begun.append((handler, from, position))
            case .finished(let end):
                forget(begun.filter { $0.from.map(end.again.contains) ?? false }, through: position)
            case .resumed:
                forget(begun.filter { $0.from == nil }, through: position)
                begun = begun.filter { $0.from != nil }
            case .started, .intent, .outcome, .bound, .decided, .answered, .entered, .ended, .failed, .stepFailed,
                .noted, .recovered, .inspected:
                break
            }
        }
        // A cancelled run that was not resumed yet.
        forget(begun.filter { $0.from == nil }, through: records.count)
    }

    private mutating func forget(
        _ handlers: [(handler: StepPath, from: StepPath?, position: Int)], through position: Int
    ) {
        stretches += handlers.map { Stretch(handler: $0.handler, range: $0.position...position) }
    }

    func contains(_ record: JournalRecord, at position: Int) -> Bool {
        guard !stretches.isEmpty, let step = record.step else { return false }
        return stretches.contains {
            $0.range.contains(position) && step.components.starts(with: $0.handler.components)
        }
    }
}
