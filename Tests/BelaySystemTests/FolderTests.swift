import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@Suite struct FolderTests {
    private let folder = TemporaryFolder()

    @Test func `A folder's names are listed without itself and its parent`() throws {
        folder.write("", to: "b")
        folder.write("", to: ".hidden")
        #expect(mkdir(folder.path + "/a", 0o700) == 0)
        #expect(symlink("/nowhere", folder.path + "/link") == 0)
        #expect(try Folder.names(in: folder.path).sorted() == [".hidden", "a", "b", "link"])
        let kinds = Dictionary(uniqueKeysWithValues: try Folder.entries(of: folder.path).map { ($0.name, $0.kind) })
        // Not every file system tells.
        #expect(kinds["a"] == .folder || kinds["a"] == .some(nil))
        #expect(kinds["link"] == .link || kinds["link"] == .some(nil))
    }

    @Test func `A name that is not UTF-8 is left out`() throws {
        folder.write("", to: "plain")
        let name = (folder.path + "/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0]
        let file = Array(name).withUnsafeBufferPointer { open($0.baseAddress!, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) }
        close(file)
        #expect(try Folder.names(in: folder.path) == ["plain"])
    }

    @Test func `A folder that is not there has no names`() {
        #expect(throws: SystemError(ENOENT)) { try Folder.names(in: folder.path + "/none") }
        #expect(throws: SystemError(ENOTDIR)) { try Folder.names(in: "/dev/null") }
    }

    @Test func `A folder is made with those above it, and one that is there is fine`() throws {
        let path = folder.path + "/a/b/c"
        try Folder.make(path, mode: 0o700)
        try Folder.make(path, mode: 0o700)
        #expect(File.isFolder(path))
        folder.write("", to: "file")
        #expect(throws: SystemError(ENOTDIR)) { try Folder.make(folder.path + "/file/below", mode: 0o700) }
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a", "/"), ("/", nil), ("a", nil), ("", nil), ("a/b/c", "a/b"), ("./a", "."),
    ])
    func `The parent of a path is what comes before its last slash`(path: String, parent: String?) {
        #expect(Folder.parent(of: path) == parent)
    }
}
