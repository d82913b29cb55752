public import Glibc

/// A user of this machine, as the list of users has it.
public struct UserAccount: Hashable, Sendable {
    public let name: String
    public let number: uid_t
    public let group: gid_t
    public let home: String
    public let shell: String

    /// Nil where the list has nobody of this number.
    public init?(_ number: uid_t) {
        self.init { getpwuid_r(number, $0, $1, $2, $3) }
    }

    public init?(named name: String) {
        self.init { getpwnam_r(name, $0, $1, $2, $3) }
    }

    private typealias Found = UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>

    private init?(_ look: (UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, Found) -> Int32) {
        let room = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 16 << 10)
        defer { room.deallocate() }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        guard let start = room.baseAddress, look(&entry, start, room.count, &found) == 0, found != nil else {
            return nil
        }
        name = String(cString: entry.pw_name)
        number = entry.pw_uid
        group = entry.pw_gid
        home = String(cString: entry.pw_dir)
        shell = String(cString: entry.pw_shell)
    }
}
