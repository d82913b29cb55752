import ArgumentParser
import BelayReporting
import BelayWorkspace

/// `belay config`: what is configured, and where.
struct ConfigCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "config", usage: "",
        abstract: "Show what is configured, and from where: a variable, a file with its line, or the default.",
        discussion: """
            The files are `belay/config.yaml` in `$XDG_CONFIG_HOME`, usually ~/.config, and `belay.yaml` in the working folder,
            which counts more. Variables of the environment and options count more than both.

            Example:

                belay config
            """)

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let width = ConfigurationKey.allCases.map(\.rawValue.count).max() ?? 0
        for key in ConfigurationKey.allCases {
            let (value, origin) = held(key, console)
            let name = key.rawValue + String(repeating: " ", count: width - key.rawValue.count)
            console.output.show(
                "\(name)  \(value.isEmpty ? "not set" : value)  (\(origin.isEmpty ? key.what : origin))\n")
        }
        console.output.write("\n")
        for file in console.configuration.files {
            console.output.show("\(file.exists ? "read:    " : "missing: ")\(file.name)\n")
        }
        return .done
    }

    /// Its value, and where that is from.
    private func held(_ key: ConfigurationKey, _ console: Console) -> (value: String, origin: String) {
        if let variable = key.variable, let value = console.given[variable], !value.isEmpty || key == .pager {
            return (value, "$\(variable)")
        }
        if let setting = console.configuration.settings[key] { return (setting.value, setting.origin) }
        return (key.usual, key.usual.isEmpty ? "" : "default")
    }
}
