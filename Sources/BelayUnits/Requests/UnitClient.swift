import BelaySystem
import CBelayUnits
import Glibc

/// `systemctl` and `journalctl` on a machine of the lab: hand their words to the manager, and print what it answers.
public enum UnitClient {
    /// What the lab asks `systemctl` for when it mends what a fault has broken; systemd has no such word.
    public static let mend = "mend-struck"

    /// Whether the calling process is on a machine with units of its own.
    public static var isHere: Bool { File.kind(of: UnitManager.requests) == .socket }

    /// - Parameter program: the name under which it was started.
    /// - Returns: the status with which the program is to end.
    public static func run(_ program: String, _ words: [String]) -> Int32 {
        let file = belay_unit_connect(UnitManager.requests)
        guard file >= 0 else {
            complain("System has not been booted with systemd as init system (PID 1). Can't operate.\n")
            return 1
        }
        defer { close(file) }
        let request = ([program] + words).joined(separator: "\0") + "\0\0"
        guard (try? File.write(Array(request.utf8)[...], to: file)) != nil else { return 1 }
        while let head = bytes(5, from: file) {
            let length = head[1...].reduce(0) { $0 << 8 | Int($1) }
            guard let content = bytes(length, from: file) else { break }
            switch RequestConnection.Frame(rawValue: head[0]) {
            case .output: _ = try? File.write(content[...], to: STDOUT_FILENO)
            case .error: _ = try? File.write(content[...], to: STDERR_FILENO)
            case .status: return Int32(content[0])
            case nil: return 1
            }
        }
        // The machine has gone away, as it does when it is asked to.
        return 1
    }

    private static func complain(_ text: String) { _ = try? File.write(Array(text.utf8)[...], to: STDERR_FILENO) }

    private static func bytes(_ count: Int, from file: Int32) -> [UInt8]? {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(count, 1))
        while all.count < count {
            let got = read(file, &buffer, count - all.count)
            if got < 0 && errno == EINTR { continue }
            if got <= 0 { return nil }
            all += buffer.prefix(got)
        }
        return all
    }
}
