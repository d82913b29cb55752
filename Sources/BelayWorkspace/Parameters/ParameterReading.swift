import BelayData
public import BelayLanguage
public import BelayRuntime
import BelaySource

/// The values that parameters were given, and all that is wrong with them.
public struct ParameterReading: Sendable {
    /// By the parameters' global slots.
    public private(set) var values: [Int: Value] = [:]
    /// Values for names that are not parameters: answers to the runbook's `ask`s, or mistakes.
    public private(set) var others: [(name: String, text: String)] = []
    public private(set) var problems: [ParameterProblem] = []
    /// Parameters without a value and without a default, in their order.
    public private(set) var missing: [Parameter] = []
    /// Values of a file that a later one has replaced, a sentence each.
    public private(set) var replacements: [String] = []

    private let parameters: [Parameter]
    private var given: Set<String> = []

    /// Reads `name=value` arguments, files of YAML, and what the process has in its environment. Of a name in several of them
    /// the argument counts, then the last file.
    public init(
        _ parameters: [Parameter], arguments: [String], files: [ParameterFile] = [], environment: [String: String] = [:]
    ) {
        self.parameters = parameters
        given = take(arguments)
        var sources: [String: String] = [:]
        for file in files.reversed() {
            for member in file.members {
                if let later = sources[member.name] {
                    replacements.append("`\(member.name)` in \(later) replaces that in \(file.name)")
                } else if !given.contains(member.name) {
                    sources[member.name] = file.name
                    take(member, of: file)
                }
            }
        }
        given.formUnion(sources.keys)
        for parameter in parameters where !given.contains(parameter.name) { takeDefault(of: parameter, environment) }
        missing =
            parameters.filter { !$0.hasDefault && !given.contains($0.name) }
            + parameters.filter { $0.environment != nil && !given.contains($0.name) }
        let order = Dictionary(uniqueKeysWithValues: parameters.enumerated().map { ($1.slot, $0) })
        missing.sort { order[$0.slot, default: 0] < order[$1.slot, default: 0] }
    }

    private mutating func take(_ member: (name: String, value: DataValue), of file: ParameterFile) {
        take(member.name, from: file.name) { (parameter) throws(ParameterProblem) in
            if case .string(let text) = member.value, case .text = parameter.type {
                return try Value(
                    given: text, as: parameter.type, isNeeded: !parameter.isEmptyByDefault,
                    empty: #"\#(member.name): '""'"#)
            }
            return try Value(data: member.value, as: parameter.type)
        }
        if parameter(member.name) == nil, let text = member.value.plainText { others.append((member.name, text)) }
    }

    /// `env NAME`
    private mutating func takeDefault(of parameter: Parameter, _ environment: [String: String]) {
        guard let variable = parameter.environment, let text = environment[variable] else { return }
        given.insert(parameter.name)
        take(parameter.name, from: "$\(variable)") { (parameter) throws(ParameterProblem) in
            try Value(
                given: text, as: parameter.type, isNeeded: !parameter.isEmptyByDefault,
                empty: #"\#(parameter.name)='""'"#)
        }
    }

    /// It was given, valid or not.
    public func isGiven(_ parameter: Parameter) -> Bool { given.contains(parameter.name) }

    /// These have their values from elsewhere.
    public mutating func settle(_ known: [Int: Value]) { missing.removeAll { known[$0.slot] != nil } }

    /// Suggests the probable name for each one that is not an answer either. `asks` are the names of the runbook's
    /// questions.
    public func problems(ofOthersBut asks: [String]) -> [ParameterProblem] {
        let known = parameters.map(\.name) + asks
        return others.filter { !asks.contains($0.name) }.map { other in
            let nearest = NameSuggestion.nearest(to: other.name, among: known).map { ["\($0)=\(other.text)"] }
            let none =
                known.isEmpty ? "the runbook has no parameters" : "the parameters are \(known.joined(separator: ", "))"
            return ParameterProblem(message: "there is no parameter `\(other.name)`", help: nearest ?? [none])
        }
    }

    /// Everything that must still be given, in one; nil if nothing is missing.
    public var refusal: ParameterProblem? {
        guard let first = missing.first else { return nil }
        let names = missing.map(\.name).joined(separator: ", ")
        return ParameterProblem(
            message: missing.count == 1
                ? "the parameter `\(first.name)` has no value" : "\(missing.count) parameters have no value: \(names)",
            help: missing.map {
                "\($0.name)=\($0.type.placeholder)\($0.documentation.isEmpty ? "" : "   \($0.documentation)")"
                    + ($0.environment.map { "   \($0) is not set in the environment" } ?? "")
            }
                + ["or put all of them in a file: --params FILE"])
    }

    // MARK: - Taking

    private mutating func take(_ arguments: [String]) -> Set<String> {
        var given: Set<String> = []
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
                problems.append(
                    ParameterProblem(message: "expected name=value, found `\(argument)`"))
                continue
            }
            let name = String(argument[..<equals])
            let text = String(argument[argument.index(after: equals)...])
            guard given.insert(name).inserted else {
                problems.append(ParameterProblem(message: "`\(name)` is given twice"))
                continue
            }
            take(name, from: nil) { (parameter) throws(ParameterProblem) in
                try Value(
                    given: text, as: parameter.type, isNeeded: !parameter.isEmptyByDefault,
                    empty: #"\#(name)='""'"#)
            }
            if parameter(name) == nil { others.append((name, text)) }
        }
        return given
    }

    private mutating func take(
        _ name: String, from file: String?, _ read: (Parameter) throws(ParameterProblem) -> Value
    ) {
        guard let parameter = parameter(name) else { return }
        do throws(ParameterProblem) {
            values[parameter.slot] = try read(parameter)
        } catch {
            let place = file.map { " in \($0)" } ?? ""
            problems.append(
                ParameterProblem(message: "the parameter `\(name)`\(place) \(error.message)", help: error.help))
        }
    }

    private func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}

extension Parameter {
    /// Its default is the empty string, so an empty value changes nothing.
    fileprivate var isEmptyByDefault: Bool {
        switch defaultValue?.kind {
        case .constant(.text(let text))?: text.isEmpty
        case .text(let pieces)?: pieces.isEmpty
        case .constant, .variable, .list, .record, .status, .output, .holds, .gives, .conditional, .not,
            .infix, .unary, .part, .sorted, .comprehension, .reached, .replacing, .converted, nil:
            false
        }
    }
}
