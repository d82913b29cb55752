import BelayRuntime

extension CommandOutcome {
    init(_ ending: Ending, _ report: ChannelResult) {
        self.init(
            ending: ending, output: report.captured?.bytes ?? [], isCut: report.captured?.isCut ?? false,
            tail: report.preface.isEmpty ? report.tail.text : String(report.preface.suffix(1000)),
            duration: report.duration)
        lacksRecord = report.marks.refusal == .unrecorded
    }

    static func notStarted(_ words: String) -> CommandOutcome { CommandOutcome(ending: .notStarted(words)) }
}

extension CommandOutcome.Ending {
    init(_ stop: StopReason) {
        switch stop {
        case .limit: self = .timedOut
        case .cancelled: self = .cancelled
        }
    }

    /// The outcome of a process of this machine that is the command itself.
    init(_ report: ChannelResult) {
        switch (report.stop, report.ending) {
        case (let stop?, _): self.init(stop)
        case (nil, .exited(let status)?): self = .exited(status)
        case (nil, .signalled(let signal)?): self = .signalled(signal)
        case (nil, .unsent(let reason)?): self = .notStarted(reason.words)
        case (nil, nil): self = .unknown("its end was not seen")
        }
    }
}
