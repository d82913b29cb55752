/// A file's number within one program. Spans carry it, so that a place is meaningful on its own.
public struct FileNumber: Hashable, Sendable {
    public let rawValue: Int

    public init(_ rawValue: Int) { self.rawValue = rawValue }
}

/// A half-open range of bytes in a file. Lines and columns are made from it at the edge, by `SourceText`.
public struct Span: Hashable, Sendable {
    public var file: FileNumber
    public var start: Int
    public var end: Int

    public init(file: FileNumber, start: Int, end: Int) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// The smallest span that holds both.
    public func joined(_ other: Span) -> Span {
        Span(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}
