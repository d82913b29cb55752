import BelayData
import BelayRuntime
import BelaySyntax

/// The timeline, as a drawing.
extension RunPage {
    private struct Drawing {
        static let left = 170.0
        static let width = 1000.0
        static let top = 22.0
        static let rowHeight = 14.0
        static let mostLanes = 120

        let timeline: Timeline
        let scale: TimeScale

        /// Beneath the lanes are the words of a point of no return, and beneath them the times.
        var bottom: Double { Self.top + Double(timeline.rowCount) * Self.rowHeight + 14 }

        var height: Double { bottom + 20 }

        func x(_ moment: Duration) -> Double { Self.left + scale.place(moment) }

        func y(_ row: Int) -> Double { Self.top + Double(row) * Self.rowHeight }
    }

    func addTimeline(_ page: inout Markup) {
        let timeline = Timeline(run)
        let scale = TimeScale(timeline.bars.map(\.time), width: Drawing.width - Drawing.left - 6)
        if scale.isEmpty { return }
        let drawing = Drawing(timeline: timeline, scale: scale)
        page.add(.section) { page in
            page.add(.h2, text: "Timeline")
            addLegend(&page)
            page.add(.div, .classes([.timeline])) { page in
                page.add(
                    .svg, .drawn("viewBox", "0 0 \(number(Drawing.width)) \(number(drawing.height))"), .role("img"),
                    .label("When each step ran, by host")
                ) { page in
                    addPattern(&page)
                    addPhases(drawing, &page)
                    addLanes(drawing, &page)
                    addTicks(drawing, &page)
                    addBars(drawing, &page)
                    addReturnless(drawing, &page)
                }
            }
        }
        page.addLineEnd()
    }

    private func addLegend(_ page: inout Markup) {
        page.add(.p, .classes([.muted])) { page in
            for (look, words) in [
                (Look.reads, "? reads"), (.changes, "$ changes"), (.destroys, "! destroys"), (.hatched, "waits, asks"),
                (.bad, "failed"),
            ] {
                page.add(.span, .classes([.count])) { page in
                    page.add(.span, .classes([.mark, .bar, look])) { _ in }
                    page.add(text: " \(words)")
                }
            }
        }
    }

    private func addPattern(_ page: inout Markup) {
        page.add(.defs) { page in
            page.add(
                .pattern, .id("hatch"), .drawn("width", "5"), .drawn("height", "5"),
                .drawn("patternUnits", "userSpaceOnUse"), .drawn("patternTransform", "rotate(45)")
            ) { $0.add(.rect, .drawn("width", "2.5"), .drawn("height", "5"), .classes([.hatched])) { _ in } }
        }
    }

    private func addPhases(_ drawing: Drawing, _ page: inout Markup) {
        var free = 0.0
        for (index, step) in run.steps.enumerated() where step.start.kind == .phase {
            let begun = drawing.x(step.began.sinceEpoch)
            let end = drawing.x((step.ended ?? run.facts.last ?? step.began).sinceEpoch)
            page.add(
                .rect, .classes([.phase]), .drawn("x", number(begun)), .drawn("y", "0"),
                .drawn("width", number(max(1, end - begun))), .drawn("height", number(drawing.bottom))
            ) { $0.add(.title, text: step.start.title.shown) }
            guard begun >= free else { continue }
            let room = Int(max((end - begun) / 6.2, 3))
            let title = StyledText("\(step.path) \(step.start.title.shown)").cut(to: room).text
            free = begun + Double(title.count) * 6.2 + 4
            page.add(.a, .toward(anchor(index))) { page in
                page.add(.text, .drawn("x", number(begun + 2)), .drawn("y", "13"), text: title)
            }
        }
    }

    private func addLanes(_ drawing: Drawing, _ page: inout Markup) {
        for lane in drawing.timeline.lanes {
            let top = number(drawing.y(lane.rows.lowerBound))
            page.add(
                .line, .classes([.lane]), .drawn("x1", "0"), .drawn("x2", number(Drawing.width)), .drawn("y1", top),
                .drawn("y2", top)
            ) { _ in }
            let name = StyledText(lane.name).cut(to: 25).text
            page.add(
                .text, .drawn("x", "2"), .drawn("y", number(drawing.y(lane.rows.lowerBound) + 11)),
                .classes([.label])
            ) { page in
                page.add(.title, text: lane.name)
                page.add(text: name)
            }
        }
    }

    private func addTicks(_ drawing: Drawing, _ page: inout Markup) {
        let bottom = drawing.bottom
        for tick in drawing.scale.ticks(apart: 90) {
            let x = number(drawing.x(tick))
            page.add(
                .line, .classes([.tick]), .drawn("x1", x), .drawn("x2", x), .drawn("y1", number(Drawing.top)),
                .drawn("y2", number(bottom + 4))
            ) { _ in }
            page.add(
                .text, .drawn("x", x), .drawn("y", number(bottom + 16)), .drawn("text-anchor", "middle"),
                text: clock.time(Timestamp(sinceEpoch: tick)))
        }
        for cut in drawing.scale.cuts {
            let middle = Drawing.left + (cut.place.lowerBound + cut.place.upperBound) / 2
            page.add(
                .text, .drawn("x", number(middle)), .drawn("y", number(bottom - 4)), .drawn("text-anchor", "middle"),
                text: "⋯ \(cut.time.shownInSeconds)")
        }
    }

    /// Bars that would cover each other within a unit are drawn once. Of very many those of a look are one shape, without a
    /// link each: the page stays small, and is there at once.
    private func addBars(_ drawing: Drawing, _ page: inout Markup) {
        var drawn: [Int: Double] = [:]
        var shapes: [Look: String] = [:]
        let areMany = drawing.timeline.bars.count > Self.mostLinkedBars
        for bar in drawing.timeline.bars {
            let step = run.steps[bar.step]
            let x = drawing.x(bar.time.lowerBound)
            let end = max(drawing.x(bar.time.upperBound), x + 1)
            let isFailed = step.failure != nil
            if !isFailed, let covered = drawn[bar.row], end - covered < 0.5 { continue }
            drawn[bar.row] = end
            let place = (x: number(x), y: number(drawing.y(bar.row) + 2), width: number(end - x))
            let height = number(Drawing.rowHeight - 3)
            if areMany, !isFailed {
                let shape = "M\(place.x) \(place.y)h\(place.width)v\(height)h-\(place.width)z"
                shapes[step.look, default: ""] += shape
                continue
            }
            page.add(.a, .toward(anchor(bar.step))) { page in
                page.add(
                    .rect, .classes([.bar, step.look]), .drawn("x", place.x), .drawn("y", place.y),
                    .drawn("width", place.width), .drawn("height", height)
                ) { $0.add(.title, text: step.tip) }
            }
        }
        for look in Look.allCases {
            guard let shape = shapes[look] else { continue }
            page.add(.path, .classes([.bar, look]), .drawn("d", shape)) { _ in }
        }
    }

    private static var mostLinkedBars: Int { 1500 }

    /// A line across, where a point of no return was passed.
    private func addReturnless(_ drawing: Drawing, _ page: inout Markup) {
        for answered in run.answers {
            guard case .pointOfNoReturn = answered.question.kind, case .text = answered.answer else { continue }
            let x = number(drawing.x(answered.moment.sinceEpoch))
            page.add(
                .line, .classes([.returnless]), .drawn("x1", x), .drawn("x2", x), .drawn("y1", "0"),
                .drawn("y2", number(drawing.bottom))
            ) { $0.add(.title, text: "point of no return: \(answered.question.text.shown)") }
            page.add(
                .text, .classes([.returnless]), .drawn("x", x), .drawn("y", number(drawing.bottom - 3)),
                .drawn("text-anchor", "end"), text: "point of no return ")
        }
    }

    /// With one digit behind the point.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension ReportedRun.Step {
    fileprivate var look: Look {
        if failure != nil { return .bad }
        switch start.kind {
        case .await, .wait, .question: return .hatched
        case .command, .read: return start.effect?.sign.look ?? .reads
        case .phase, .step, .action, .expect, .say, .note, .edit, .loop, .retry, .repeat, .together, .between, .handler,
            .undo, .fail, .place, .statement:
            return .reads
        }
    }

    /// Shown where a bar is pointed at.
    fileprivate var tip: String {
        let words = StyledText(words).cut(to: 120).text
        let time = took.map { ", \($0.shown)" } ?? ""
        return "\(path)  \(words)\(time)\(endWords.isEmpty ? "" : ", \(endWords)")"
    }
}
