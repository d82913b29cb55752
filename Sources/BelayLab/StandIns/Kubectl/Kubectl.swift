import BelayData
import Glibc

/// kubectl for the pods of the etcds. Like the real one it needs the cluster's API, which is there for as long as etcd main
/// takes writes, or a master runs when the lab was told to keep it.
struct Kubectl {
    let words: [String]

    func run() -> Int32 {
        do throws(LabFailure) {
            return try perform()
        } catch {
            complain(error.message)
            return error.status ?? 1
        }
    }

    private func perform() throws(LabFailure) -> Int32 {
        let options: CommandOptions
        do throws(LabFailure) {
            options = try CommandOptions(
                words, flags: ["stdin": "i", "tty": "t"],
                values: ["namespace": "n", "output": "o", "container": "c", "context": ""])
        } catch {
            throw LabFailure("Error: \(error.message)\nSee 'kubectl --help' for usage.")
        }
        if options.words == ["config", "current-context"] {
            print(try context())
            return 0
        }
        if let name = options.values["context"], try name != context() {
            throw LabFailure("error: context \"\(name)\" does not exist")
        }
        try checkAPI()
        switch (options.words.first ?? "", options.words.dropFirst().first ?? "") {
        case ("get", "pods"), ("get", "pod"), ("get", "po"):
            return try get(options, name: options.words.dropFirst(2).first)
        case ("exec", let pod) where !pod.isEmpty: return try execute(in: pod, options)
        default: throw LabFailure("error: the kubectl of this lab has no command `\(words.joined(separator: " "))`")
        }
    }

    private func context() throws(LabFailure) -> String { try Files.read(LabFolder.kubectlContext) }

    private func checkAPI() throws(LabFailure) {
        if KopsFault.apiAway.holds {
            throw LabFailure(
                "Unable to connect to the server: dial tcp: lookup api.\(try context()): no such host")
        }
        let isKept = try LabSettings.here().isAPIKept
        for instance in try Cloud.here.instances where instance.state == .running {
            if isKept || EtcdClient(instance, .main).isHealthy { return }
        }
        throw LabFailure(
            "The connection to the server api.\(try context()) was refused - did you specify the right host or port?")
    }

    private func pods(_ options: CommandOptions) throws(LabFailure) -> [StaticPod] {
        options.values["namespace"] == StaticPod.namespace ? try StaticPod.all() : []
    }

    private func pod(_ name: String, _ options: CommandOptions) throws(LabFailure) -> StaticPod {
        let name = name.hasPrefix("pod/") ? String(name.dropFirst("pod/".count)) : name
        if let pod = try pods(options).first(where: { $0.name == name }) { return pod }
        throw LabFailure("Error from server (NotFound): pods \"\(name)\" not found")
    }

    private func get(_ options: CommandOptions, name: String?) throws(LabFailure) -> Int32 {
        let pods: [StaticPod]
        if let name { pods = [try pod(name, options)] } else { pods = try self.pods(options) }
        switch options.values["output"] {
        case "json":
            guard name != nil else { throw LabFailure("error: the kubectl of this lab shows one pod as json") }
            for pod in pods { print(try pod.data().text) }
        case "name": for pod in pods { print("pod/\(pod.name)") }
        case .some(let format):
            throw LabFailure("error: unable to match a printer suitable for the output format \"\(format)\"")
        case nil: show(pods)
        }
        return 0
    }

    private func show(_ pods: [StaticPod]) {
        if pods.isEmpty {
            complain("No resources found.")
            return
        }
        let heading = ["NAME", "READY", "STATUS", "RESTARTS", "AGE"]
        let ready = (try? LabSettings.here().beginning)?.has(.backupPods) == true ? "2/2" : "1/1"
        let rows = [heading] + pods.map { [$0.name, ready, "Running", $0.restarts, $0.age] }
        let widths = heading.indices.map { column in (rows.map { $0[column].count }.max() ?? 0) + 3 }
        for row in rows {
            let padded = zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count) }
            print(padded.joined() + (row.last ?? ""))
        }
    }

    private func execute(in name: String, _ options: CommandOptions) throws(LabFailure) -> Int32 {
        let command = options.behind ?? Array(options.words.dropFirst(2))
        if command.isEmpty { throw LabFailure("error: you must specify at least one command for the container") }
        let pod = try pod(name, options)
        guard let process = pod.instance.process else { throw LabFailure("error: unable to upgrade connection") }
        var flags: [String] = []
        if options.has("stdin") { flags.append("-i") }
        if options.has("tty") && isatty(STDIN_FILENO) == 1 {
            flags.append("-t")
        } else if options.has("tty") {
            complain("Unable to use a TTY - input is not a terminal or the right kind of file")
        }
        let words = ["docker", "exec"] + flags + [pod.containerName] + command
        let status = try NodeGuest(process: process).program(words).run().code
        if status != 0 { complain("command terminated with exit code \(status)") }
        return status
    }
}
