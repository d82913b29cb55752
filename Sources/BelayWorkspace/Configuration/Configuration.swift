import BelayData
import BelaySource

/// What holds for every command of a user, and for the runbooks of a folder: `config.yaml` of the user, then `belay.yaml` of the working
/// folder, which counts more. What the environment or the command line says counts more than both.
public struct Configuration: Sendable {
    /// One that is set, and where.
    public struct Setting: Hashable, Sendable {
        public var value: String
        /// The file and the line, such as `belay.yaml:2`.
        public var origin: String
    }

    public private(set) var settings: [ConfigurationKey: Setting] = [:]
    /// The files that are looked for, in the order in which they are read.
    public let files: [ConfigurationFile]

    public subscript(key: ConfigurationKey) -> String? { settings[key]?.value }

    /// Reads both files as far as they are there.
    public init(_ surroundings: Surroundings) throws(WorkspaceFailure) {
        files = ConfigurationFile.all(surroundings)
        for file in files {
            guard let text = try file.text() else { continue }
            for (key, setting) in try file.settings(in: text) { settings[key] = setting }
        }
    }

    /// Without any file.
    public init() { files = [] }

    /// The environment with what is set here in the variables that it does not have.
    public func completing(_ environment: [String: String]) -> [String: String] {
        var environment = environment
        for (key, setting) in settings {
            guard let variable = key.variable, (environment[variable] ?? "").isEmpty else { continue }
            // An empty pager says that nothing is paged.
            if key == .pager, environment[variable] != nil { continue }
            environment[variable] = setting.value
        }
        return environment
    }
}
