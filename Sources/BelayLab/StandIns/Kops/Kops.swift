import BelayData
import BelaySystem
import Glibc

/// kops for the commands of the procedure and those related to them. Whatever it changes is in the lab's state
/// store and its cloud. It speaks as the version does that the lab begins with, and refuses what that refuses.
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
        if KopsFault.kopsAway.holds, words.first != "version" {
            let host = "kops-state.s3.amazonaws.com"
            throw LabFailure(
                "error reading cluster configuration: error fetching file: RequestError: send request failed\n"
                    + "caused by: Get https://\(host)/: dial tcp: lookup \(host): no such host")
        }
        let thing = words.dropFirst().first ?? ""
        let rest = Array(words.dropFirst(2))
        switch (words.first ?? "", thing) {
        case ("version", ""):
            print(try KopsRelease.here().spoken)
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

    /// The store of the cluster that is named: by a word, by `--name`, or by the variable that stands for it. A word is
    /// refused besides the two others, whatever it is.
    static func store(
        _ options: CommandOptions, word: String? = nil,
        refusal: String = "Cannot specify cluster via --name and positional argument"
    ) throws(LabFailure) -> StateStore {
        let flag = options.values["name"] ?? getenv("KOPS_CLUSTER_NAME").map { String(cString: $0) }
        if word != nil, flag != nil { throw LabFailure(refusal) }
        guard let name = flag ?? word ?? currentContext else { throw LabFailure("--name is required") }
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
