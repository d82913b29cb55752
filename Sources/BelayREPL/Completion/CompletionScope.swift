public import BelayLanguage
public import BelayRuntime

/// All that can be said at a prompt.
public struct CompletionScope {
    public var phrases: [Phrase] = []
    public var names: [Value.Field] = []
    /// The numbers of the jobs that run.
    public var jobs: [Int] = []
    public var hosts: [String] = []
    /// The users that may follow `as`.
    public var users: [String] = []
    public var libraries: [String] = []
    /// The user's folder.
    public var home = ""
    /// The files and folders that a path can be completed to; folders end with a slash.
    public var files: (_ prefix: String) -> [String] = { _ in [] }

    public init() {}
}
