import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@Suite struct ProgramSearchTests {
    private let folder = TemporaryFolder()

    private func search(_ path: String?) -> ProgramSearch { ProgramSearch(path: path, workingFolder: folder.path) }

    init() {
        for place in ["bin", "other"] { mkdir("\(folder.path)/\(place)", 0o755) }
        for file in ["tool", "bin/tool", "bin/data", "other/data"] { folder.write("#!/bin/sh\n", to: file) }
        for program in ["tool", "bin/tool", "other/data"] { chmod("\(folder.path)/\(program)", 0o755) }
        mkdir(folder.path + "/bin/folder", 0o755)
        mkfifo(folder.path + "/bin/pipe", 0o755)
        chmod(folder.path + "/bin/pipe", 0o755)
        symlink("tool", folder.path + "/bin/link")
        symlink("nowhere", folder.path + "/bin/broken")
    }

    @Test func `The first file that may be executed is found`() {
        let both = search("/nowhere:\(folder.path)/bin:\(folder.path)/other")
        #expect(both.path(of: "tool") == folder.path + "/bin/tool")
        #expect(both.path(of: "data") == folder.path + "/other/data", "the first of this name may not be executed")
        #expect(both.path(of: "link") == folder.path + "/bin/link")
    }

    @Test(arguments: ["folder", "pipe", "broken", "none", ""])
    func `What cannot be executed is not found`(name: String) {
        #expect(search("\(folder.path)/bin").path(of: name) == nil)
    }

    @Test(arguments: ["", ":/nowhere", "/nowhere:", "/nowhere::/nowhere"])
    func `An empty element is the working folder`(path: String) {
        #expect(search(path).path(of: "tool") == folder.path + "/tool")
    }

    @Test func `A relative element begins in the working folder`() {
        #expect(search("bin").path(of: "tool") == folder.path + "/bin/tool")
    }

    @Test func `A name with a slash is a path`() {
        #expect(search("/nowhere").path(of: folder.path + "/tool") == folder.path + "/tool")
        #expect(search(folder.path).path(of: "./tool-that-is-not-there") == nil)
        #expect(search("/nowhere").path(of: folder.path + "/bin") == nil)
    }

    @Test func `Without a variable the usual folders are searched`() {
        #expect(search(nil).path(of: "sh")?.hasSuffix("/bin/sh") == true)
    }

    /// `command -v` says what a shell would start.
    @Test(
        arguments: ["tool", "data", "link", "broken", "folder", "pipe", "none"], ["bin:other", "", "other::bin", ":"])
    func `The shell finds the same`(name: String, path: String) throws {
        let question = popen("cd '\(folder.path)'; PATH='\(path)' command -v \(name)", "r")
        let shell = String(decoding: try File.bytes(from: fileno(question)), as: UTF8.self)
        pclose(question)
        let found = search(path).path(of: name)
        let expected = shell.split(separator: "\n").first.map { answer in
            answer.hasPrefix("/") ? String(answer) : "\(folder.path)/\(answer)"
        }
        #expect(found == expected)
    }
}
