import CBelayLab
import Glibc

/// A wire to itself, on which the lab holds packets back or loses them: `network-slow` and `network-lossy`. It needs nothing
/// of the kernel that some kernels lack.
///
/// Packets that are to suffer are routed into one end. At the other end they are for nobody, so that only this process sees
/// them; it sends them back, when their time has come, to be routed as always.
struct PacketSwitch {
    /// The time that a packet is held back on its way, in seconds.
    private static let delay = 0.2
    /// One in this many is lost.
    private static let lossRate = 5

    private static let entrance = "switch"
    private static let far = "switch-far"
    private static let table = "200"
    private static let gateway = "10.255.255.1"
    /// An address that no device has.
    private static let nobody = "02:00:00:00:00:01"
    private static let headerLength = 14
    private static let claim = ProcessClaim(LabFolder.cloud + "/up/switch")

    /// Makes the wire and starts the process, unless it runs.
    static func start() throws(LabFailure) {
        if claim.holder != nil { return }
        try ip("link", "add", entrance, "type", "veth", "peer", "name", far)
        for wire in [entrance, far] { try ip("link", "set", wire, "up") }
        try require(belay_lab_compute_checksums(entrance), "cannot prepare the lab's switch")
        try ip("neigh", "add", gateway, "lladdr", nobody, "dev", entrance, "nud", "permanent")
        try ip("route", "add", "default", "via", gateway, "dev", entrance, "onlink", "table", table)
        try ip("rule", "add", "iif", entrance, "lookup", "main", "pref", "110")
        var program = ChildProgram(["\(LabFolder.programs)/belay-lab", OwnProgram.switchWord])
        program.ownSession = true
        _ = try program.start()
        if !claim.becomes(held: true, within: 10) { throw LabFailure("the lab's switch did not start") }
    }

    /// Sends what passes between this address and other machines through the switch.
    static func add(_ address: String) throws(LabFailure) {
        let marker = "\(LabFolder.cloud)/up/switched-\(address)"
        if Files.exists(marker) { return }
        try Files.write("", to: marker)
        for (direction, other) in [("from", "to"), ("to", "from")] {
            try ip("rule", "add", direction, address, other, "172.20.0.0/16", "lookup", table, "pref", "150")
        }
    }

    private static func ip(_ words: String...) throws(LabFailure) {
        let status = try ChildProgram(["ip"] + words).run()
        if status.code != 0 { throw LabFailure("`ip \(words.joined(separator: " "))` failed") }
    }

    func run() throws(LabFailure) -> Never {
        let socket = belay_lab_packet_socket(Self.far)
        try require(socket, "cannot read the lab's switch")
        if try !Self.claim.take() { throw LabFailure("the lab's switch is already running") }
        var generator = SeededRandom(seed: try LabSettings.here().seed, about: "lost packets")
        var waiting: [(time: Double, frame: [UInt8])] = []
        var frame = [UInt8](repeating: 0, count: 65_536)
        while true {
            let pause = waiting.first.map { max(0, Int32(($0.time - Clock.now) * 1000) + 1) } ?? -1
            var look = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            if poll(&look, 1, pause) > 0 {
                let count = recv(socket, &frame, frame.count, 0)
                if count > Self.headerLength,
                    !KopsFault.networkLossy.holds || generator.number(in: 0..<Self.lossRate) > 0
                {
                    let time = Clock.now + (KopsFault.networkSlow.holds ? Self.delay : 0)
                    waiting.append((time, Self.returned(frame[..<count])))
                }
            }
            while let first = waiting.first, first.time <= Clock.now {
                waiting.removeFirst()
                _ = first.frame.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0) }
            }
        }
    }

    /// The frame on its way back to where it came from.
    private static func returned(_ frame: ArraySlice<UInt8>) -> [UInt8] {
        Array(frame[6..<12]) + Array(frame[..<6]) + Array(frame[12...])
    }
}
