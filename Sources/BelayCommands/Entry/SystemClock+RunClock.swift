import BelayData
public import BelayRuntime
public import BelaySystem

extension SystemClock: RunClock {
    public var timestamp: String { Timestamp.now().description }
}
