import Glibc

/// The kubelet, as far as static pods go: each file of the manifests folder is a pod, and its containers run for as long
/// as the kubelet does and the file says the same. Containers outlive the kubelet, and the next one takes them over.
struct Kubelet {
    static let manifests = "/etc/kubernetes/manifests"
    /// The time between asking a pod to stop and killing it, in seconds.
    private static let grace = 30.0

    /// By the manifest's file name, as the complaints.
    private var backOffs: [String: KubeletBackOff] = [:]
    private var complaints: [String: String] = [:]
    /// The pods as they were last read: a manifest is parsed when it has changed.
    private var pods: [String: PodManifest] = [:]
    private var probes = KubeletProbes()
    /// The number of the last container of each pod whose end was noted.
    private var endings: [String: Int] = [:]

    mutating func run() throws(LabFailure) -> Int32 {
        try Service.kubelet.claimByThisProcess()
        while true {
            pods = readPods()
            for container in Container.all where pods[container.source]?.text != container.manifest {
                log("\(container.name): its manifest has changed or gone; stopping it")
                container.stop(within: Self.grace)
                container.remove()
                backOffs[container.source] = nil
                endings[container.source] = nil
            }
            for container in try probes.ask(Container.all.filter(\.isRunning), of: pods) {
                log("\(container.name): Liveness probe failed; killing it")
                container.stop(within: Self.grace)
            }
            for (source, pod) in pods { try keepRunning(pod, from: source) }
            reap()
            usleep(200_000)
        }
    }

    private mutating func reap() {
        var stored: Int32 = 0
        while true {
            let process = waitpid(-1, &stored, WNOHANG)
            if process <= 0 { return }
            probes.note(process, ExitStatus(stored: stored))
        }
    }

    private mutating func keepRunning(_ pod: PodManifest, from source: String) throws(LabFailure) {
        let earlier = Container.all.filter { $0.source == source }
        if earlier.contains(where: \.isRunning) { return }
        let attempt = earlier.map(\.attempt).max()
        if let attempt, endings[source] != attempt {
            endings[source] = attempt
            backOffs[source, default: KubeletBackOff()].note(endAfter: earlier[0].age)
        }
        guard backOffs[source]?.isOver ?? true else { return }
        for container in earlier { container.remove() }
        let container = try Container(starting: pod, from: source, attempt: (attempt ?? -1) + 1)
        log("\(container.name): started")
    }

    /// The pods by their manifest's file name. Like the real one it takes every file that is not hidden, and says which it
    /// cannot read.
    private mutating func readPods() -> [String: PodManifest] {
        var pods: [String: PodManifest] = [:]
        let earlier = complaints
        complaints = [:]
        for name in Files.names(in: Self.manifests) where !name.hasPrefix(".") {
            do throws(LabFailure) {
                let text = try Files.read("\(Self.manifests)/\(name)")
                if let known = self.pods[name], known.text == text {
                    pods[name] = known
                } else {
                    pods[name] = try PodManifest(text: text)
                }
            } catch {
                complaints[name] = error.message
                if earlier[name] != error.message { log("\(name): \(error.message)") }
            }
        }
        return pods
    }

    private func log(_ line: String) { complain(line) }
}
