/// What a file held when it was read or written: enough to see whether it is another one now.
public struct FileContent: Hashable, Sendable {
    /// In bytes.
    public var size: Int
    /// SHA-256 in hexadecimal digits.
    public var digest: String

    public init(size: Int, digest: String) {
        self.size = size
        self.digest = digest
    }
}

extension CommandEffect {
    /// A file of this machine that a command reads as its standard input, wherever the command runs.
    public struct InputFile: Hashable, Sendable {
        public var path: PlannedText
        /// Nil in a plan, which reads no file.
        public var content: FileContent?
        /// What it held when an interrupted run began the same change; nil where that is what it holds now.
        public var before: FileContent?

        public init(path: PlannedText, content: FileContent? = nil, before: FileContent? = nil) {
            self.path = path
            self.content = content
            self.before = before
        }
    }

    /// A file of this machine that gets a command's standard output: whole, or not at all.
    public struct OutputFile: Hashable, Sendable {
        public var path: PlannedText

        public init(path: PlannedText) { self.path = path }
    }
}

/// Why a file cannot be read, in a sentence that names it.
public struct FileRefusal: Error, Hashable, Sendable {
    public var message: String

    public init(_ message: String) { self.message = message }
}
