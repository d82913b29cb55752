import CBelayLab
import Glibc

/// docker for the containers of a node: `ps`, `exec` and `stop`.
struct Docker {
    let words: [String]

    func run() throws(LabFailure) -> Int32 {
        guard let verb = words.first else { return refuse("a command is missing", "docker", 1) }
        if verb.hasPrefix("-") { return refuse(DockerOptions.unknown(verb), "docker", DockerOptions.misused) }
        if geteuid() != 0 {
            complain(
                "Got permission denied while trying to connect to the Docker daemon socket at "
                    + "unix:///var/run/docker.sock: connect: permission denied")
            return 1
        }
        let rest = Array(words.dropFirst())
        switch verb {
        case "ps": return list(rest)
        case "exec": return try execute(rest)
        case "stop": return stop(rest)
        default:
            return refuse("docker: '\(verb)' is not a docker command.", "docker", 1)
        }
    }

    private func list(_ words: [String]) -> Int32 {
        let options = DockerOptions(words, flags: ["q": "quiet", "": "no-trunc"])
        if let refusal = options.refusal { return refuse(refusal, "docker ps", DockerOptions.misused) }
        if !options.rest.isEmpty { return refuse("\"docker ps\" accepts no argument(s).", "docker ps", 1) }
        let running = Container.all.filter(\.isRunning)
        let isWhole = options.flags.contains("no-trunc")
        if options.flags.contains("quiet") {
            for container in running { print(isWhole ? container.id : container.shortId) }
        } else {
            print(ContainerTable(containers: running, isWhole: isWhole).text, terminator: "")
        }
        return 0
    }

    private func stop(_ words: [String]) -> Int32 {
        let options = DockerOptions(words, flags: [:], values: ["t": "time"])
        if let refusal = options.refusal { return refuse(refusal, "docker stop", DockerOptions.misused) }
        if options.rest.isEmpty {
            return refuse("\"docker stop\" requires at least 1 argument(s).", "docker stop", 1)
        }
        let word = options.values["time"] ?? "10"
        guard let grace = Int(word) else {
            return refuse("invalid argument \"\(word)\" for \"-t, --time\" flag", "docker stop", DockerOptions.misused)
        }
        var status: Int32 = 0
        for name in options.rest {
            if let container = Container.named(name) {
                container.stop(within: Double(grace))
                print(name)
            } else {
                complain("Error response from daemon: No such container: \(name)")
                status = 1
            }
        }
        return status
    }

    private func execute(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = DockerOptions(words, flags: ["i": "interactive", "t": "tty"])
        if let refusal = options.refusal { return refuse(refusal, "docker exec", DockerOptions.misused) }
        if options.rest.count < 2 {
            return refuse("\"docker exec\" requires at least 2 argument(s).", "docker exec", 1)
        }
        guard let container = Container.named(options.rest[0]) else {
            complain("Error: No such container: \(options.rest[0])")
            return 1
        }
        guard let process = container.process else {
            complain("Error response from daemon: Container \(container.id) is not running")
            return 1
        }
        if options.flags.contains("tty") && isatty(STDIN_FILENO) == 0 {
            complain("the input device is not a TTY")
            return 1
        }
        let guest = ContainerGuest(process: process, environment: ContainerInit.environment(of: try container.pod))
        let hasInput = options.flags.contains("interactive")
        return try guest.run(Array(options.rest.dropFirst()), hasInput: hasInput).code
    }

    private func refuse(_ sentence: String, _ command: String, _ status: Int32) -> Int32 {
        complain("\(sentence)\nSee '\(command) --help'.")
        return status
    }
}
