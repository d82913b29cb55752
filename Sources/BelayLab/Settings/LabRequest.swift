/// The request of `belay-lab master` or `belay-lab machines`.
public struct LabRequest: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// A cluster, as kops makes it.
        case master
        /// Machines that are described one by one.
        case machines
    }

    public var kind: Kind
    /// The number of keys in etcd main before the command starts.
    public var keys = 0
    /// Seconds between two rounds of protokube.
    public var protokubePeriod = 60
    /// Seconds from the order of a machine to its first sign of life.
    public var bootSeconds = 0
    /// The seed for the lab's random choices.
    public var seed = 1
    /// The folder of another etcd and etcdctl; nil for the machine's own.
    public var etcdFolder: String?
    /// Those that are described.
    public var machines: [MachineDescription] = []
    /// Names of addresses that no machine has at first.
    public var addresses: [String] = []
    /// The users of these machines besides root.
    public var users = ["admin"]
    /// The cluster it begins with.
    public var beginning = Beginning(.oneMaster)
    /// True if kubectl is answered also while etcd main has no quorum.
    public var isAPIKept = false
    /// True if something is written to etcd main all the time, so that a check afterwards can tell if it was kept.
    public var isWritten = false
    /// Files and folders that the command reads. Outside the lab: besides those that the operator works in. Inside: the
    /// folders that are copies there, see `OperatorFiles`.
    public var places: [String] = []
    /// Folders that are not copied: what the command writes there stays.
    public var shared: [String] = []
    /// A folder that gets a copy of all that was changed in the operator's folders, when the command has ended.
    public var kept: String?
    /// The sockets of this machine that the lab hides.
    var sockets: [String] = []
    /// The program to run next to the master, and its arguments.
    public var command: [String] = []

    /// The folders that are not copied.
    var open: [String] { shared + [kept].compactMap(\.self) }

    public init(_ kind: Kind) { self.kind = kind }

    static let usage = """
        usage: belay-lab master [--keys N] [--protokube-period SECONDS] [--boot SECONDS] [--seed N] [--etcd FOLDER]
                                [--begin KIND[,KIND...]] [--api-without-quorum] [--writes] [--share FOLDER]
                                -- COMMAND [ARGUMENT...]
               belay-lab machines --machine NAME[=UNIT,...][;disk=PATH:BYTES][;boots=SECONDS]... [--user NAME]...
                                  [--address NAME]... [--share FOLDER] [--keep FOLDER] -- COMMAND [ARGUMENT...]
        """

    init(_ kind: Kind, _ words: [String]) throws(LabFailure) {
        self.kind = kind
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--":
                command = Array(rest)
                rest = []
            case "--keys": keys = try Self.number(after: word, in: &rest, from: 0)
            case "--protokube-period": protokubePeriod = try Self.number(after: word, in: &rest, from: 1)
            case "--boot": bootSeconds = try Self.number(after: word, in: &rest, from: 0)
            case "--seed": seed = try Self.number(after: word, in: &rest, from: 0)
            case "--etcd":
                guard let folder = rest.popFirst() else { throw Self.misused("--etcd needs a folder\n\(Self.usage)") }
                etcdFolder = folder
            case "--machine":
                guard let text = rest.popFirst() else { throw Self.misused("--machine needs a name\n\(Self.usage)") }
                try add(MachineDescription(word: text, number: machines.count + 1))
            case "--address":
                guard let name = rest.popFirst(), MachineDescription.isName(name) else {
                    throw Self.misused("--address needs a name\n\(Self.usage)")
                }
                addresses.append(name)
            case "--user":
                guard let user = rest.popFirst() else { throw Self.misused("--user needs a name\n\(Self.usage)") }
                if !users.contains(user) { users.append(user) }
            case "--place": places.append(try Self.path(after: word, in: &rest))
            case "--keep": kept = try Self.path(after: word, in: &rest)
            case "--share": shared.append(try Self.path(after: word, in: &rest))
            case "--socket": sockets.append(try Self.path(after: word, in: &rest))
            case "--begin": beginning = try Self.beginning(after: word, in: &rest)
            case "--api-without-quorum": isAPIKept = true
            case "--writes": isWritten = true
            default: throw Self.misused("`\(word)` is not an option of the lab\n\(Self.usage)")
            }
        }
        for index in machines.indices { machines[index].users = users }
        if command.isEmpty { throw Self.misused("a command to run in the lab is missing\n\(Self.usage)") }
    }

    /// As words that are read back to the same request.
    public var words: [String] {
        var words = [
            "--keys", String(keys), "--protokube-period", String(protokubePeriod), "--boot", String(bootSeconds),
            "--seed", String(seed), "--begin", beginning.text,
        ]
        if let etcdFolder { words += ["--etcd", etcdFolder] }
        if isAPIKept { words.append("--api-without-quorum") }
        if isWritten { words.append("--writes") }
        for machine in machines { words += ["--machine", machine.word] }
        for address in addresses { words += ["--address", address] }
        for user in users where user != "admin" { words += ["--user", user] }
        for place in places { words += ["--place", place] }
        if let kept { words += ["--keep", kept] }
        for folder in shared { words += ["--share", folder] }
        for socket in sockets { words += ["--socket", socket] }
        return words + ["--"] + command
    }

    private mutating func add(_ machine: MachineDescription) throws(LabFailure) {
        if machines.contains(where: { $0.name == machine.name }) {
            throw Self.misused("two machines have the name \(machine.name)")
        }
        machines.append(machine)
    }

    private static func beginning(
        after option: String, in words: inout ArraySlice<String>
    ) throws(LabFailure) -> Beginning {
        do throws(Beginning.Problem) {
            return try Beginning(words.popFirst() ?? "")
        } catch .unknown {
            let kinds = ClusterKind.allCases.map(\.rawValue)
            throw misused("\(option) needs one of \(kinds.joined(separator: ", "))\n\(usage)")
        } catch {
            throw misused("\(option): \(error.sentence)\n\(usage)")
        }
    }

    private static func path(after option: String, in words: inout ArraySlice<String>) throws(LabFailure) -> String {
        guard let path = words.popFirst(), path.hasPrefix("/") else {
            throw misused("\(option) needs an absolute path\n\(usage)")
        }
        return path
    }

    private static func number(
        after option: String, in words: inout ArraySlice<String>, from lowest: Int
    ) throws(LabFailure) -> Int {
        guard let word = words.popFirst() else { throw misused("\(option) needs a number\n\(usage)") }
        guard let number = Int(word), (lowest...1_000_000).contains(number) else {
            throw misused("\(option) needs a number from \(lowest) to 1000000, not `\(word)`")
        }
        return number
    }

    private static func misused(_ sentence: String) -> LabFailure {
        LabFailure(sentence, status: ExitStatus.misused)
    }
}
