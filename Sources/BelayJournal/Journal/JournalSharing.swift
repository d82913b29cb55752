public import BelayRuntime

/// Brings the lines of a journal to where others find them.
public protocol JournalSharing: Sendable {
    /// Takes the next line, without its newline, and returns at once. Lines come in their order.
    func take(_ line: ArraySlice<UInt8>, number: Int)

    /// Returns when all lines up to this one are there.
    /// - Returns: until when this process surely executes the run, since the machine was started.
    func share(through number: Int) async throws(SharingFailure) -> Duration
}
