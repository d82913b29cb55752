import Glibc

/// Writes to etcd main all the time, as a cluster's API server would, and notes what was acknowledged. A process of its own
/// that ends when it is asked to.
struct Writer {
    static let folder = "/registry/rehearsal"
    /// Seconds between two writes.
    private static let pause = 0.1
    /// The time that an answer may take, in seconds: etcd itself gives up sooner.
    private static let patience = 4

    private static let claim = ProcessClaim(LabFolder.writes + ".writer")
    private static let stopFile = LabFolder.writes + ".stop"

    static func key(_ number: Int) -> String { "\(folder)/\(number)" }

    func run() throws(LabFailure) -> Never {
        if try !Self.claim.take() { throw LabFailure("something writes already") }
        let log = open(LabFolder.writes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try require(log, "cannot write \(LabFolder.writes)")
        var number = 0
        while !Files.exists(Self.stopFile) {
            number += 1
            let isAcknowledged = try write(number)
            let entry = WriteLog.Entry(number: number, isAcknowledged: isAcknowledged, time: Clock.now)
            Files.write(WriteLog.line(entry), to: log)
            usleep(useconds_t(Self.pause * 1e6))
        }
        exit(0)
    }

    /// Through whichever master takes it: first the oldest one.
    private func write(_ number: Int) throws(LabFailure) -> Bool {
        for instance in try Cloud.here.instances where instance.state == .running {
            var etcd = EtcdClient(instance, .main)
            etcd.patience = Self.patience
            // A master whose etcd does not even take connections is passed over; one that does has the write.
            if etcd.connects { return etcd.set(Self.key(number), to: String(number)) }
        }
        return false
    }

    /// Ends the one that runs and gives what it has noted.
    static func stop() throws(LabFailure) -> WriteLog {
        try Files.write("", to: stopFile)
        if !claim.becomes(held: false, within: 30) { throw LabFailure("the lab's writer does not end") }
        return WriteLog(text: (try? Files.read(LabFolder.writes)) ?? "")
    }
}
