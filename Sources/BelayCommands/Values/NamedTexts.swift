/// The `name=value`s of a command line.
struct NamedTexts {
    private(set) var values: [String: String] = [:]
    /// In the order given.
    private(set) var names: [String] = []

    init(_ arguments: [String]) throws(Refusal) {
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
                throw Refusal(
                    status: .usage, message: "`\(argument)` is no parameter",
                    help: ["parameters are written name=value"])
            }
            let name = String(argument[..<equals])
            guard values[name] == nil else {
                throw Refusal(status: .usage, message: "`\(name)` is given twice")
            }
            values[name] = String(argument[argument.index(after: equals)...])
            names.append(name)
        }
    }
}
