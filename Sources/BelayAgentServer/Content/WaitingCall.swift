/// A call of a tool whose answer is not there yet. The server looks at it now and then, while it answers others.
public protocol WaitingCall: AnyObject {
    /// The result, once it is there.
    func look() -> ToolResult?

    /// How far it has come, for whoever wants to hear of it; nil where nothing can be said. `done` never falls.
    func progress() -> CallProgress?

    /// Nobody waits for the result any longer.
    func cancel()
}

extension WaitingCall {
    public func progress() -> CallProgress? { nil }
}

/// How far a call has come.
public struct CallProgress: Sendable {
    public var done: Int
    public var total: Int?
    public var message: String

    public init(done: Int, total: Int?, message: String) {
        self.done = done
        self.total = total
        self.message = message
    }
}

/// What becomes of a call at once.
public enum CallAnswer {
    case result(ToolResult)
    case waits(any WaitingCall)
}
