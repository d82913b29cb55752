/// Changes as they happen, in pieces of one or more. An entry without a value was deleted.
public struct StoreWatch: AsyncSequence, Sendable {
    public typealias Element = Result<[StoredEntry], StoreFailure>
    typealias Stream = AsyncStream<Element>

    private let stream: Stream

    /// A failure is the last element.
    init(_ stream: Stream) { self.stream = stream }

    public func makeAsyncIterator() -> AsyncStream<Element>.Iterator { stream.makeAsyncIterator() }
}
