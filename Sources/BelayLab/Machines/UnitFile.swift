import BelaySystem

/// A unit that a machine is to start, as this machine's packages bring it.
public struct UnitFile: Hashable, Sendable {
    /// `nginx`, `postgresql@15-main`, `etcd.service`.
    public let name: String

    public init(name: String) { self.name = name }

    private static let folders = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]

    /// The package that brings it on Debian, where it has another name than the unit.
    private static let packages = [
        "etcd": "etcd-server", "mariadb": "mariadb-server", "named": "bind9", "nginx": "nginx-light",
        "redis": "redis-server", "ssh": "openssh-server", "zookeeper": "zookeeperd",
    ]

    private var fileNames: [String] {
        let whole = name.contains(".") ? name : "\(name).service"
        guard let at = whole.firstIndex(of: "@"), let dot = whole.lastIndex(of: ".") else { return [whole] }
        return [whole, String(whole[...at]) + whole[dot...]]
    }

    var isHere: Bool { paths.contains { File.exists($0) } }

    /// Where it may be.
    var paths: [String] { Self.folders.flatMap { folder in fileNames.map { "\(folder)/\($0)" } } }

    /// Why a machine cannot start it, and what to do; nil when it can.
    public func refusal(on machine: String) -> String? {
        if isHere { return nil }
        let base = String(name.prefix { $0 != "@" && $0 != "." })
        let package = Self.packages[base] ?? base
        return
            "\(machine) runs \(name), and no package on this machine brings \(fileNames[0]): apt-get install \(package)"
    }
}
