public import BelayRuntime

extension [RunEvent] {
    /// The steps of a plan, in order.
    public var planned: [StepStart] {
        compactMap { event in
            switch event {
            case .stepStarted(let start): start
            case .handlerStarted(let start): StepStart(handler: start)
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .stepFinished,
                .branchStarted, .branchEnded, .strandStarted, .strandEnded, .runFinished:
                nil
            }
        }
    }
}
