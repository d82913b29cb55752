import ArgumentParser
import BelayData

/// The commands and options as the argument parser has them, for completion.
struct CommandTable {
    struct Option {
        /// Such as `--format` and `-o`.
        var names: [String]
        var abstract: String
        var takesValue: Bool
        var isRepeating: Bool
        /// All that it may be; empty where that is open.
        var values: [String]
        /// It is a path.
        var isFile: Bool
    }

    struct Command {
        var name: String
        var abstract: String
        var options: [Option]
    }

    let commands: [Command]

    init() {
        let data = try? DataValue(parsing: Belay._dumpHelp())
        commands = data?["command"]?["subcommands"]?.array?.compactMap(Self.command) ?? []
    }

    func command(_ name: String) -> Command? { commands.first { $0.name == name } }

    private static func command(_ data: DataValue) -> Command? {
        guard let name = data["commandName"]?.string, data["shouldDisplay"]?.bool != false else { return nil }
        return Command(
            name: name, abstract: data["abstract"]?.string ?? "",
            options: (data["arguments"]?.array ?? []).compactMap(option))
    }

    private static func option(_ data: DataValue) -> Option? {
        guard let kind = data["kind"]?.string, kind != "positional", data["shouldDisplay"]?.bool != false else {
            return nil
        }
        let names = (data["names"]?.array ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return (name["kind"]?.string == "long" ? "--" : "-") + text
        }
        let completion = data["completionKind"]
        return Option(
            names: names, abstract: data["abstract"]?.string ?? "", takesValue: kind == "option",
            isRepeating: data["isRepeating"]?.bool ?? false,
            values: (completion?["list"]?["values"]?.array ?? data["allValues"]?.array ?? []).compactMap(\.string),
            isFile: completion?["file"] != nil || completion?["directory"] != nil)
    }
}
