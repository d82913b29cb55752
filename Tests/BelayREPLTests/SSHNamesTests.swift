import BelayREPL
import Foundation
import Testing

@Suite("Names from the ssh configuration")
struct SSHNamesTests {
    private func names(_ files: [String: String]) throws -> SSHNames {
        let home = FileManager.default.temporaryDirectory.appending(path: "belay-ssh-\(UUID())")
        defer { try? FileManager.default.removeItem(at: home) }
        for (path, text) in files {
            let file = home.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return SSHNames(home: home.path)
    }

    @Test func `Hosts and users of the configuration, and hosts that were seen`() throws {
        let found = try names([
            ".ssh/config":
                "Host web1 web2 *.internal !web3\n\tUser deploy\nhost=db\n  user root\n  User %u\nMatch all\n",
            ".ssh/known_hosts": "seen,10.0.0.4 ssh-ed25519 AAAA\n|1|hashed= ssh-rsa AAAA\n@revoked bad ssh-rsa AAAA\n",
        ])
        #expect(found.hosts == ["10.0.0.4", "db", "seen", "web1", "web2"])
        #expect(found.users == ["deploy", "root"])
    }

    @Test func `Files that are included, by name and by pattern, from wherever they lie`() throws {
        let found = try names([
            ".ssh/config": "Include config.d/*.conf ~/others/ssh nowhere\nHost own\n",
            ".ssh/config.d/a.conf": "Host a\n", ".ssh/config.d/b.conf": "Host b\nUser b-user\n",
            ".ssh/config.d/c.bak": "Host c\n", "others/ssh": "Host work\n",
        ])
        #expect(found.hosts == ["a", "b", "own", "work"])
        #expect(found.users == ["b-user"])
    }

    @Test func `Files that include each other are read all the same`() throws {
        let files = [".ssh/config": "Include *\nHost own\n", ".ssh/other": "Include *\nHost other\n"]
        #expect(try names(files).hosts == ["other", "own"])
    }

    @Test func `Nothing is there`() throws {
        let found = try names([:])
        #expect(found.hosts.isEmpty && found.users.isEmpty)
    }
}
