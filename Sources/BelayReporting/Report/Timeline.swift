import BelayData
import BelayRuntime

/// When what ran where: a lane for each host and each element of a loop, a bar for each step.
struct Timeline {
    struct Bar {
        /// The position of its step.
        var step: Int
        var time: Range<Duration>
        /// Counted from the top.
        var row: Int
    }

    struct Lane {
        var name: String
        var rows: Range<Int>
    }

    private(set) var lanes: [Lane] = []
    private(set) var bars: [Bar] = []
    private(set) var rowCount = 0

    /// Steps side by side in one lane have at most this many rows; the others share the last.
    private static let mostRows = 6

    init(_ run: ReportedRun) {
        guard let end = run.facts.last else { return }
        var names: [String] = []
        var inLane: [String: [Int]] = [:]
        for (index, step) in run.steps.enumerated() where step.isBar {
            let name = step.lane
            if inLane[name] == nil { names.append(name) }
            inLane[name, default: []].append(index)
        }
        for name in names {
            var ends: [Duration] = []
            let first = rowCount
            for index in (inLane[name] ?? []).sorted(by: { run.steps[$0].began < run.steps[$1].began }) {
                let step = run.steps[index]
                let time = step.began.sinceEpoch..<max(step.began, step.ended ?? end).sinceEpoch
                var row = ends.firstIndex { $0 <= time.lowerBound } ?? ends.count
                if row >= Self.mostRows { row = Self.mostRows - 1 }
                if row == ends.count { ends.append(time.upperBound) } else { ends[row] = time.upperBound }
                bars.append(Bar(step: index, time: time, row: first + row))
            }
            rowCount += max(1, ends.count)
            lanes.append(Lane(name: name, rows: first..<rowCount))
        }
    }
}

extension ReportedRun.Step {
    /// It takes time by itself: phases, actions and loops take that of their steps.
    fileprivate var isBar: Bool {
        switch start.kind {
        case .command, .read, .await, .wait, .expect, .question, .edit, .fail, .statement: true
        case .phase, .step, .action, .say, .note, .loop, .retry, .repeat, .together, .between, .handler, .undo, .place:
            false
        }
    }

    /// The host of a command; else the outermost element that it belongs to, else this machine.
    fileprivate var lane: String {
        if let host = start.effect?.location.host?.shown { return host }
        for component in path.components {
            if case .element(_, let label) = component, !label.isEmpty { return label }
        }
        return "this machine"
    }
}
