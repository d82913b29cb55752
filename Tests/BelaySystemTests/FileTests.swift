import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@Suite struct FileTests {
    private let folder = TemporaryFolder()

    @Test func `A file is read whole, or no further than is asked for`() throws {
        let path = folder.write("0123456789", to: "file")
        #expect(try File.bytes(of: path) == Array("0123456789".utf8))
        #expect(try File.bytes(of: path, upTo: 4) == Array("0123".utf8))
        #expect(try File.bytes(of: path, upTo: 10).count == 10)
        #expect(try File.bytes(of: "/dev/zero", upTo: 100_000) == [UInt8](repeating: 0, count: 100_000))
        #expect(try !File.bytes(of: "/proc/self/stat").isEmpty)
        #expect(File.piece(of: "/proc/self/stat", upTo: 4).count == 4)
        #expect(File.piece(of: "/nowhere", upTo: 4) == [])
    }

    @Test func `A pipe without a writer is empty and holds nobody up`() throws {
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try File.bytes(of: pipe) == [])
    }

    @Test func `A pipe is read to its end, however late what is in it comes`() async throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        #expect(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
        #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
        let bytes = [UInt8](repeating: 7, count: 1 << 20)
        // Neither end waits, and the pipe holds less than that: both are full or empty again and again.
        let writer = Task.detached {
            defer { close(writing) }
            try File.write(bytes[...], to: writing)
        }
        let read = try await Task.detached { try File.bytes(from: reading) }.value
        try await writer.value
        close(reading)
        #expect(read == bytes)
    }

    @Test func `What cannot be read says why`() {
        #expect(throws: SystemError(ENOENT)) { try File.bytes(of: folder.path + "/none") }
        #expect(throws: SystemError(EISDIR)) { try File.bytes(of: folder.path) }
        #expect(throws: SystemError(ENOTDIR)) { try File.bytes(of: "/dev/null/none") }
    }

    @Test func `A file that is there is not created`() throws {
        let path = folder.path + "/new"
        try File.create(path, with: Array("one".utf8), mode: 0o600)
        #expect(throws: SystemError(EEXIST)) { try File.create(path, with: [], mode: 0o600) }
        #expect(try File.bytes(of: path) == Array("one".utf8))
    }

    @Test func `A full disk is said`() {
        #expect(throws: SystemError(ENOSPC)) { try File.append([1], to: "/dev/full", mode: 0o600) }
        #expect(throws: SystemError(ENOENT)) { try File.create(folder.path + "/none/new", with: [1], mode: 0o600) }
    }

    @Test func `A file is replaced whole, and nothing else is left`() throws {
        let path = folder.write("old", to: "file")
        try File.replace(path, with: Array("new".utf8), mode: 0o640)
        #expect(try File.bytes(of: path) == Array("new".utf8))
        #expect(try Folder.names(in: folder.path) == ["file"])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 & ~0o640 == 0)
        #expect(mkdir(folder.path + "/inner", 0o700) == 0)
        #expect(throws: SystemError(EISDIR)) {
            try File.replace(folder.path + "/inner", with: [], mode: 0o600)
        }
        #expect(rmdir(folder.path + "/inner") == 0)
        #expect(try Folder.names(in: folder.path) == ["file"])
    }

    @Test func `What is appended is behind what was there`() throws {
        let path = folder.path + "/log"
        try File.append(Array("one\n".utf8), to: path, mode: 0o600)
        try File.append(Array("two\n".utf8), to: path, mode: 0o600)
        #expect(try File.bytes(of: path) == Array("one\ntwo\n".utf8))
    }

    @Test func `What is at the end of a path is told`() throws {
        let path = folder.write("", to: "file")
        symlink(path, folder.path + "/link")
        symlink(folder.path + "/none", folder.path + "/broken")
        #expect(File.kind(of: path) == .file)
        #expect(File.kind(of: folder.path) == .folder)
        #expect(File.isFolder(folder.path + "/"))
        #expect(File.kind(of: folder.path + "/link") == .file)
        #expect(File.kind(of: folder.path + "/link", followsLinks: false) == .link)
        #expect(File.kind(of: folder.path + "/broken") == nil)
        #expect(File.kind(of: "/dev/null") == .device)
        #expect(File.kind(of: path + "/below") == nil)
        #expect(File.exists(path) && File.exists("/dev/null"))
        #expect(!File.exists(folder.path) && !File.exists(folder.path + "/broken"))
        #expect(File.target(ofLink: folder.path + "/link") == path)
        #expect(File.target(ofLink: path) == nil)
    }

    @Test func `However many replace a file at once, it is one of theirs, whole`() async throws {
        let path = folder.path + "/replaced"
        try File.replace(path, with: [0], mode: 0o600)
        let read = try await withThrowingTaskGroup { group in
            for writer in UInt8(1)...8 {
                group.addTask {
                    for length in 1...50 {
                        try File.replace(path, with: [UInt8](repeating: writer, count: 100 * length), mode: 0o600)
                    }
                }
            }
            var read: [[UInt8]] = []
            for _ in 1...500 { read.append(try File.bytes(of: path)) }
            try await group.waitForAll()
            return read
        }
        #expect(read.allSatisfy { Set($0).count == 1 })
        #expect(try File.bytes(of: path).count == 5000)
        #expect(try Folder.names(in: folder.path) == ["replaced"])
    }
}
