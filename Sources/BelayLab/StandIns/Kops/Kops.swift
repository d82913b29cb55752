import BelayData
import BelaySystem
import Glibc

/// kops 1.12 for the commands of the procedure and those related to them. Whatever it changes is in the lab's state
/// store and its cloud. Where the lab begins with a newer one, it says so and refuses what that refuses.
struct Kops {
    let words: [String]

    func run() -> Int32 {
        do throws(LabFailure) {
            return try perform()
        } catch {
            complain("\n\(error.message)")
            return error.status ?? 1
        }
    }

    private func perform() throws(LabFailure) -> Int32 {
        if Fault.kopsAway.holds, words.first != "version" {
            let host = "kops-state.s3.amazonaws.com"
            throw LabFailure(
                "error reading cluster configuration: error fetching file: RequestError: send request failed\n"
                    + "caused by: Get https://\(host)/: dial tcp: lookup \(host): no such host")
        }
        let thing = words.dropFirst().first ?? ""
        let rest = Array(words.dropFirst(2))
        switch (words.first ?? "", thing) {
        case ("version", ""):
            print("Version \(try LabSettings.here().beginning.kopsVersion) (git-lab)")
            return 0
        case ("get", "cluster"), ("get", "clusters"): return try KopsGet.cluster(rest)
        case ("get", "ig"), ("get", "instancegroup"), ("get", "instancegroups"): return try KopsGet.groups(rest)
        case ("create", "ig"), ("create", "instancegroup"): return try KopsChange.create(rest)
        case ("delete", "ig"), ("delete", "instancegroup"): return try KopsChange.delete(rest)
        case ("edit", "cluster"): return try KopsEdit.cluster(rest)
        case ("edit", "ig"), ("edit", "instancegroup"): return try KopsEdit.group(rest)
        case ("replace", _): return try KopsChange.replace(Array(words.dropFirst()))
        case ("update", "cluster"): return try KopsUpdate.run(rest)
        default: throw LabFailure("the kops of this lab has no command `\(words.joined(separator: " "))`")
        }
    }

    /// The store of the cluster that is named, by `--name` or as a word.
    static func store(_ options: CommandOptions, word: String? = nil) throws(LabFailure) -> StateStore {
        guard let name = options.values["name"] ?? word ?? currentContext else {
            throw LabFailure("--name is required")
        }
        if let word, let given = options.values["name"], word != given {
            throw LabFailure("cannot specify cluster via --name and positional argument")
        }
        let store = StateStore(cluster: name)
        if store.specification == nil { throw LabFailure("cluster not found \"\(name)\"") }
        return store
    }

    /// Without a name kops acts on the cluster that kubectl looks at.
    private static var currentContext: String? { try? Files.read(LabFolder.kubectlContext) }

    static func data(_ text: String) throws(LabFailure) -> DataValue {
        do throws(YAMLError) {
            return try YAML.read(text)
        } catch {
            throw LabFailure("error parsing: \(error)")
        }
    }

    /// The time as kops writes it.
    static var timestamp: String { SystemClock().timestamp.text(fractionDigits: 0) }
}
