import BelayRuntime

extension RunEvent {
    /// The step that it belongs to; nil for the run as a whole.
    var step: StepPath? {
        switch self {
        case .stepStarted(let start): start.step
        case .stepOutput(let step, _), .said(let step, _), .questionAnswered(let step, _), .branchEnded(let step): step
        case .awaitObserved(let observation): observation.step
        case .strandStarted(let start): start.step
        case .strandEnded(let end): end.step
        case .questionAsked(let question): question.step
        case .handlerStarted(let start): start.step
        case .branchStarted(let start): start.step
        case .stepFinished(let end): end.step
        case .runStarted, .runFinished: nil
        }
    }
}
