import Glibc

/// The kubelet, as far as static pods go: each file of the manifests folder is a pod, and its containers run for as long
/// as the kubelet does and the file says the same. Containers outlive the kubelet, and the next one takes them over.
struct Kubelet {
    static let manifests = "/etc/kubernetes/manifests"
    /// The time between asking a pod to stop and killing it, in seconds.
    private static let grace = 30.0
    /// A container that ended sooner than this after its start, in seconds, waits before it is started again.
    private static let shortLife = 10.0

    func run() throws(LabFailure) -> Int32 {
        try Service.kubelet.claimByThisProcess()
        var notBefore: [String: Double] = [:]
        var complaints: [String: String] = [:]
        while true {
            let pods = readPods(&complaints)
            for container in Container.all where pods[container.source]?.text != container.manifest {
                say("\(container.name): its manifest has changed or gone; stopping it")
                container.stop(within: Self.grace)
                container.remove()
                notBefore[container.source] = nil
            }
            for (source, pod) in pods where Clock.now >= notBefore[source, default: 0] {
                try keepRunning(pod, from: source, notBefore: &notBefore)
            }
            while waitpid(-1, nil, WNOHANG) > 0 {}
            usleep(200_000)
        }
    }

    private func keepRunning(
        _ pod: PodManifest, from source: String, notBefore: inout [String: Double]
    ) throws(LabFailure) {
        let earlier = Container.all.filter { $0.source == source }
        if earlier.contains(where: \.isRunning) { return }
        let attempt = (earlier.map(\.attempt).max() ?? -1) + 1
        for container in earlier {
            if container.age < Self.shortLife && notBefore[source] == nil {
                notBefore[source] = Clock.now + 1
                return
            }
            container.remove()
        }
        notBefore[source] = nil
        let container = try Container(starting: pod, from: source, attempt: attempt)
        say("\(container.name): started")
    }

    /// The pods by their manifest's file name. Like the real one it takes every file that is not hidden, and says which it
    /// cannot read.
    /// - Parameter complaints: what was said of each file the last time; it is said again only when it has changed.
    private func readPods(_ complaints: inout [String: String]) -> [String: PodManifest] {
        var pods: [String: PodManifest] = [:]
        let earlier = complaints
        complaints = [:]
        for name in Files.names(in: Self.manifests) where !name.hasPrefix(".") {
            do throws(LabFailure) {
                pods[name] = try PodManifest(text: Files.read("\(Self.manifests)/\(name)"))
            } catch {
                complaints[name] = error.message
                if earlier[name] != error.message { say("\(name): \(error.message)") }
            }
        }
        return pods
    }

    private func say(_ line: String) { complain(line) }
}
