import CBelayLab
import Glibc

/// Stands between a machine in trouble and the bridge, and hands frames on as its `NetworkTrouble` says. It needs nothing of
/// the kernel that some kernels lack.
///
/// The machine's wire leaves the bridge; another pair of ends takes its place there, and this process reads and writes both.
struct NetworkRelay {
    let machine: MachineDescription

    private static let addressLength = 6
    /// Of the bridge, by which the operator is known.
    static let operatorAddress: [UInt8] = [0x02, 0x4c, 0x41, 0x42, 0x01, 0x00]

    private var claim: ProcessClaim { ProcessClaim("\(machine.folder)/relay") }
    private var outer: String { "r-\(machine.number)" }
    private var inner: String { "rr-\(machine.number)" }

    /// Puts it in place, unless it is.
    func start() throws(LabFailure) {
        if claim.holder != nil { return }
        if !Files.exists("/sys/class/net/\(outer)") {
            try ip("link", "add", outer, "type", "veth", "peer", "name", inner)
        }
        // Nobody but the relay is to answer what arrives at these ends.
        for end in [machine.wire, inner] { try ip("link", "set", end, "nomaster", "arp", "off", "up") }
        try ip("link", "set", outer, "master", MachineNetwork.bridge, "up")
        var program = ChildProgram([try OwnProgram.path(), OwnProgram.relayWord, machine.file])
        program.ownSession = true
        _ = try program.start()
        if !claim.becomes(held: true, within: 10) { throw LabFailure("the relay of \(machine.name) did not start") }
    }

    private func ip(_ words: String...) throws(LabFailure) {
        let status = try ChildProgram(["ip"] + words).run()
        if status.code != 0 { throw LabFailure("`ip \(words.joined(separator: " "))` failed") }
    }

    /// A frame that waits for its time.
    private struct Waiting {
        var time: Double
        var frame: [UInt8]
        /// True if it came from the machine.
        var isFromMachine: Bool
    }

    func run() throws(LabFailure) -> Never {
        if try !claim.take() { throw LabFailure("the relay of \(machine.name) is already running") }
        var (near, far) = (WireEnd(machine.wire), WireEnd(inner))
        var (trouble, nextLook) = (NetworkTrouble(rules: []), 0.0)
        var waiting: [Waiting] = []
        while true {
            let now = Clock.now
            if now >= nextLook {
                trouble = NetworkTrouble(text: (try? Files.read(machine.trouble)) ?? "")
                // A machine that has booted again has another wire of the same name.
                if !near.isCurrent { near.reopen() }
                if !far.isCurrent { far.reopen() }
                nextLook = now + 0.05
            }
            let due = min(waiting.first?.time ?? .infinity, nextLook)
            var looks = [near, far].map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
            poll(&looks, 2, max(0, Int32((due - now) * 1000) + 1))
            for isFromMachine in [true, false] {
                for frame in (isFromMachine ? near : far).frames() {
                    let other =
                        isFromMachine
                        ? frame[..<Self.addressLength] : frame[Self.addressLength..<2 * Self.addressLength]
                    let delay = trouble.delay(
                        isFromMachine: isFromMachine, isOfOperator: Array(other) == Self.operatorAddress
                    ) {
                        Double.random(in: 0..<1)
                    }
                    if let delay {
                        waiting.append(Waiting(time: Clock.now + delay, frame: frame, isFromMachine: isFromMachine))
                    }
                }
            }
            waiting.sort { $0.time < $1.time }
            while let first = waiting.first, first.time <= Clock.now {
                waiting.removeFirst()
                (first.isFromMachine ? far : near).send(first.frame)
            }
        }
    }

    /// An end of a wire, read and written as frames.
    private struct WireEnd {
        let name: String
        private(set) var socket: Int32 = -1
        private var index: UInt32 = 0

        init(_ name: String) {
            self.name = name
            reopen()
        }

        var isCurrent: Bool { socket >= 0 && if_nametoindex(name) == index }

        mutating func reopen() {
            if socket >= 0 { close(socket) }
            index = if_nametoindex(name)
            socket = index == 0 ? -1 : belay_lab_frame_socket(name)
        }

        /// Those that have arrived.
        func frames() -> [[UInt8]] {
            guard socket >= 0 else { return [] }
            var frames: [[UInt8]] = []
            var frame = [UInt8](repeating: 0, count: 70_000)
            while frames.count < 256 {
                let count = recv(socket, &frame, frame.count, Int32(truncatingIfNeeded: MSG_DONTWAIT))
                guard count > 2 * NetworkRelay.addressLength else { break }
                frames.append(Array(frame[..<count]))
            }
            return frames
        }

        func send(_ frame: [UInt8]) {
            _ = frame.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, 0) }
        }
    }
}
