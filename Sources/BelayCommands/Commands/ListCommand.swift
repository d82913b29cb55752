import ArgumentParser
import BelayData
import BelayReporting
import BelaySource
import BelayWorkspace

/// `belay list`: the runbooks that come with Belay, and what each is given.
struct ListCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "list", usage: "[<name> ...] [<options>]",
        abstract: "List the bundled runbooks, or say what some of them are for and what they are given.",
        discussion: """
            Example:

                belay list
                belay list etcd-restore
                belay plan backup cluster=example.com master=admin@10.0.0.4
            """)

    @Argument(
        help: ArgumentHelp("Only this one, with its parameters.", valueName: "name"))
    var names: [String] = []

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let runbooks = try chosen(of: ListedRunbook.bundled(console.surroundings))
        let palette = console.palette(display.colour, for: console.output)
        switch display.format {
        case .json: for runbook in runbooks { console.output.writeData(runbook.json.text + "\n") }
        case .text where runbooks.isEmpty: console.output.write("No runbooks are installed.\n")
        case .text where names.isEmpty:
            console.output.write(RunbookOverview(runbooks).rendered(in: palette, width: console.width))
        case .text:
            let texts = runbooks.map { $0.rendered(in: palette, width: console.width) }
            console.output.write(texts.joined(separator: "\n"))
        }
        return .done
    }

    private func chosen(of all: [ListedRunbook]) throws(UserError) -> [ListedRunbook] {
        if names.isEmpty { return all }
        return try names.map { (name) throws(UserError) in
            if let found = all.first(where: { $0.name == name }) { return found }
            let near = NameSuggestion.nearest(to: name, among: all.map(\.name))
            throw UserError(
                message: "no bundled runbook is called `\(name)`",
                help: [near.map { "belay list \($0)" } ?? "belay list"])
        }
    }
}

extension ListedRunbook {
    fileprivate func rendered(in palette: Palette, width: Int?) -> String {
        var rows: [StyledText] = []
        var head = StyledText(name, .heading)
        head.append("  \(problem ?? title)", problem == nil ? .plain : .bad)
        rows += head.wrapped(to: width, indent: 4)
        if !documentation.isEmpty { rows += StyledText("    \(documentation)", .quiet).wrapped(to: width, indent: 4) }
        let nameWidth = parameters.map(\.name.count).max() ?? 0
        for parameter in parameters {
            var row = StyledText("    \(parameter.name)")
            row.pad(to: 4 + nameWidth, gap: 0)
            row.append("  \(parameter.type)", .place)
            if let defaultValue = parameter.defaultValue { row.append(" = \(defaultValue)", .quiet) }
            if !parameter.documentation.isEmpty { row.append("  \(parameter.documentation)") }
            rows += row.wrapped(to: width, indent: 8)
        }
        return rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }

    fileprivate var json: DataValue {
        var object = DataValue.Object()
        object["name"] = .string(name)
        object["title"] = .string(title)
        object["documentation"] = .string(documentation)
        object["path"] = .string(path)
        object["lab"] = lab.map(DataValue.string) ?? .null
        object["problem"] = problem.map(DataValue.string) ?? .null
        object["parameters"] = .array(
            parameters.map { parameter in
                var object = DataValue.Object()
                object["name"] = .string(parameter.name)
                object["type"] = .string(parameter.type)
                object["default"] = parameter.defaultValue.map(DataValue.string) ?? .null
                object["documentation"] = .string(parameter.documentation)
                return .object(object)
            })
        return .object(object)
    }
}
