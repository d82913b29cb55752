import BelaySystem
import Glibc
import Testing

@Suite struct HostIdentityTests {
    @Test func `The user is the one of this process`() {
        #expect(HostIdentity.user == (UserAccount(getuid())?.name ?? "\(getuid())"))
        #expect(HostIdentity.process == Int(getpid()))
        #expect(!HostIdentity.name.isEmpty)
    }

    @Test func `The machine's name is the kernel's`() throws {
        let name = try File.bytes(of: "/proc/sys/kernel/hostname").filter { $0 != UInt8(ascii: "\n") }
        #expect(HostIdentity.name == String(decoding: name, as: UTF8.self))
    }

    @Test func `A user is found by number and by name`() throws {
        let root = try #require(UserAccount(0))
        #expect(root == UserAccount(named: root.name))
        #expect(root.number == 0 && root.group == 0)
        #expect(root.home.hasPrefix("/"))
    }

    @Test func `Who is not in the list is nobody`() {
        #expect(UserAccount(4_294_000_000) == nil)
        #expect(UserAccount(named: "no-such-user") == nil)
        #expect(UserAccount(named: "") == nil)
    }
}
