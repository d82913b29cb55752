import BelayData

/// How the kubelet asks a container whether it is well: by HTTP, on the node. What is not said is as Kubernetes has it.
struct LivenessProbe: Hashable, Sendable {
    var host: String
    var port: Int
    var path: String
    /// Seconds from the start of the container to the first asking.
    var delay: Double
    /// Seconds between two askings.
    var period: Double
    /// Seconds that an answer may take.
    var timeout: Double
    /// So many askings in a row have to fail before the container is killed.
    var threshold: Int

    /// Nil for a probe of another kind.
    init?(_ data: DataValue) {
        guard let get = data["httpGet"], let port = get["port"]?.int else { return nil }
        self.port = port
        host = get["host"]?.string ?? "127.0.0.1"
        path = get["path"]?.string ?? "/"
        delay = Double(data["initialDelaySeconds"]?.int ?? 0)
        period = Double(data["periodSeconds"]?.int ?? 10)
        timeout = Double(data["timeoutSeconds"]?.int ?? 1)
        threshold = data["failureThreshold"]?.int ?? 3
    }

    /// Ends with status 0 for an answer from 200 to 399.
    var command: [String] {
        ["curl", "-sf", "-o", "/dev/null", "-m", String(timeout), "http://\(host):\(port)\(path)"]
    }
}
