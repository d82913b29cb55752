import BelayData
import CBelayLab
import Glibc

/// A container of a node: a folder that says what it is, and a process that claims it for as long as it runs.
struct Container: Hashable, Sendable {
    static let folder = "/run/docker/containers"
    /// The length of an id as docker shows it.
    static let shortLength = 12

    let id: String

    init(id: String) { self.id = id }

    /// All there are, running or ended, the newest first.
    static var all: [Container] {
        Files.names(in: folder).map(Container.init(id:)).sorted { $0.startedAt > $1.startedAt }
    }

    /// The one whose id, beginning of an id, or name this is.
    static func named(_ word: String) -> Container? {
        let fits = all.filter { $0.name == word || $0.id.hasPrefix(word) }
        return word.isEmpty || fits.count > 1 ? fits.first { $0.name == word } : fits.first
    }

    private var place: String { "\(Self.folder)/\(id)" }
    private var claim: ProcessClaim { ProcessClaim("\(place)/claim") }
    private func part(_ name: String) -> String { (try? Files.read("\(place)/\(name)")) ?? "" }

    var shortId: String { String(id.prefix(Self.shortLength)) }
    /// The manifest's file name.
    var source: String { part("source") }
    /// The manifest as it was when the container was made.
    var manifest: String { part("manifest") }
    var name: String { part("name") }
    var pod: PodManifest { get throws(LabFailure) { try PodManifest(text: manifest) } }
    var attempt: Int { Int(part("attempt")) ?? 0 }
    /// The folder where its root is built; mounted only in its own namespace.
    var root: String { "\(place)/root" }

    /// Seconds since the container was started.
    var age: Double { Clock.now - startedAt }
    private var startedAt: Double { Double(part("started")) ?? 0 }

    /// Its first process, as the asker numbers processes; nil when it does not run.
    var process: pid_t? { claim.holder }
    var isRunning: Bool { process != nil }

    /// Called by the container's first process.
    func claimByThisProcess() throws(LabFailure) {
        if try !claim.take() { throw LabFailure("container \(shortId) is already running") }
    }

    /// Makes a container for a pod and starts it; returns when it runs or has already ended.
    init(starting pod: PodManifest, from source: String, attempt: Int) throws(LabFailure) {
        id = try Self.makeId()
        let node = try NodeDescription.here()
        let owner = SHA256.digest(of: source.utf8).hex.prefix(32)
        let podName = "\(pod.name)-\(node.name.full)"
        // Until Kubernetes 1.5 the container's name had a hash of what it was made from.
        let isHashed = try LabSettings.here().beginning.has(.jessie)
        let hash = isHashed ? "." + SHA256.digest(of: pod.text.utf8).hex.prefix(8) : ""
        let shownName = pod.containerName + hash
        try Files.makeFolder(place, mode: 0o700)
        for (part, text) in [
            ("source", source), ("manifest", pod.text), ("attempt", String(attempt)), ("started", String(Clock.now)),
            ("name", "k8s_\(shownName)_\(podName)_\(pod.namespace)_\(owner)_\(attempt)"),
        ] {
            try Files.write(text, to: "\(place)/\(part)")
        }
        var program = ChildProgram([
            "unshare", "--mount", "--pid", "--fork", "--kill-child", NodeRoot.program, OwnProgram.containerWord, id,
        ])
        program.ownSession = true
        let log = open("\(place)/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try require(log, "cannot write the container's log")
        defer { close(log) }
        program.descriptors = [1: log, 2: log]
        let process = try program.start()
        _ = Clock.comesTrue(within: 10) { isRunning || waitpid(process, nil, WNOHANG) == process }
    }

    /// Asks it to end, and kills it after the time in seconds. Returns when it has ended.
    func stop(within grace: Double) {
        guard let process else { return }
        // The first process of a container heeds a signal only once it has a handler for it, and etcd sets its own shortly
        // after it has begun to serve: asked once it could miss it.
        let end = Clock.now + grace
        while Clock.now < end {
            kill(process, SIGTERM)
            if claim.becomes(held: false, within: min(0.5, end - Clock.now)) { return }
        }
        kill(process, SIGKILL)
        _ = claim.becomes(held: false, within: 10)
    }

    /// Forgets an ended container.
    func remove() { Files.removeFlatFolder(place) }

    private static func makeId() throws(LabFailure) -> String {
        let source = "/proc/sys/kernel/random/uuid"
        return (try Files.read(source) + Files.read(source)).filter(\.isHexDigit)
    }
}
