import Glibc

/// The limits that a service gets: `LimitNOFILE=65536`, `LimitCORE=0:infinity`.
enum ResourceLimit {
    /// The number of each resource on Linux, whose C names Swift imports with a type of their own.
    private static let resources: [String: Int32] = [
        "CPU": 0, "FSIZE": 1, "DATA": 2, "STACK": 3, "CORE": 4, "RSS": 5, "NPROC": 6, "NOFILE": 7, "MEMLOCK": 8,
        "AS": 9,
        "LOCKS": 10, "SIGPENDING": 11, "MSGQUEUE": 12, "NICE": 13, "RTPRIO": 14, "RTTIME": 15,
    ]

    static func all(in file: UnitFile) -> [ExecutionSettings.Limit] {
        resources.sorted { $0.value < $1.value }.compactMap { name, resource in
            guard let text = file.value("Service", "Limit" + name) else { return nil }
            let ends = text.split(separator: ":", maxSplits: 1).map { number(String($0), of: name) }
            guard let soft = ends.first ?? nil, let hard = ends.last ?? nil else { return nil }
            return ExecutionSettings.Limit(resource: resource, soft: soft, hard: hard)
        }
    }

    private static func number(_ text: String, of name: String) -> UInt64? {
        if text == "infinity" { return .max }
        if name == "CPU" || name == "RTTIME" { return TimeSpan.seconds(text).map { UInt64($0) } }
        let factors: [Character: UInt64] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
        if let last = text.last, let factor = factors[last] { return UInt64(text.dropLast()).map { $0 * factor } }
        return UInt64(text)
    }
}
