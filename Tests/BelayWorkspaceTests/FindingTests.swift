@testable import BelayWorkspace
import BelaySource
import BelaySystem
import Glibc
import Testing

@Suite struct FindingTests {
    @Test func `The bundled folder is where the variable says`() {
        var tree = TemporaryTree()
        tree.environment["BELAY_RUNBOOKS"] = "/somewhere"
        #expect(BundledFolder(tree.surroundings)?.path == "/somewhere")
    }

    @Test func `An installed program has its runbooks next to it`() {
        var tree = TemporaryTree()
        tree.executable = tree.path + "/usr/bin/belay"
        #expect(BundledFolder(tree.surroundings) == nil)
        tree.write("", to: "usr/share/belay/runbooks/backup.runbook")
        tree.write("", to: "usr/share/belay/runbooks/notes.txt")
        tree.write("", to: "usr/share/belay/runbooks/.hidden.runbook")
        let folder = BundledFolder(tree.surroundings)
        #expect(folder?.path == tree.path + "/usr/share/belay/runbooks")
        #expect(folder?.names == ["backup"])
    }

    @Test(arguments: [".build/x86_64/debug/belay", ".build/release-static/belay", ".build-release/release/belay"])
    func `A program in the build folder has the repository's`(program: String) {
        var tree = TemporaryTree()
        tree.executable = "\(tree.path)/repository/\(program)"
        tree.makeFolder("repository/runbooks")
        #expect(BundledFolder(tree.surroundings)?.path == tree.path + "/repository/runbooks")
    }

    @Test func `A runbook is a file or the name of a bundled one`() throws {
        var tree = TemporaryTree()
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write("", to: "bundled/backup.runbook")
        tree.write("", to: "work/restart")
        let finder = RunbookFinder(surroundings: tree.surroundings)
        #expect(try finder.path(of: "backup") == tree.path + "/bundled/backup.runbook")
        #expect(try finder.path(of: "./backup") == "./backup")
        #expect(try finder.path(of: "backup.runbook") == "backup.runbook")
        #expect(try finder.path(of: "restart") == "restart")
    }

    @Test(arguments: [
        ("bakup", "there is no file or bundled runbook `bakup`", ["backup"]),
        ("zebra", "there is no file or bundled runbook `zebra`", ["the bundled runbooks are backup, restore"]),
        ("own", "there is no file or bundled runbook `own`", ["own.runbook"]),
        ("", "there is no file or bundled runbook ``", ["the bundled runbooks are backup, restore"]),
    ])
    func `What is not found is named with what is near`(argument: String, message: String, help: [String]) {
        var tree = TemporaryTree()
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write("", to: "bundled/backup.runbook")
        tree.write("", to: "bundled/restore.runbook")
        tree.write("", to: "work/own.runbook")
        let finder = RunbookFinder(surroundings: tree.surroundings)
        #expect(throws: WorkspaceFailure(message: message, help: help)) { try finder.path(of: argument) }
    }

    @Test func `Without bundled runbooks that is said`() {
        let finder = RunbookFinder(surroundings: TemporaryTree().surroundings)
        let failure = #expect(throws: WorkspaceFailure.self) { try finder.path(of: "backup") }
        #expect(failure?.help == ["the bundled runbooks were not found; set BELAY_RUNBOOKS to their folder"])
    }

    @Test func `Files are read whole and once`() throws {
        let tree = TemporaryTree()
        let path = tree.write("runbook \"A\"\n", to: "work/a.runbook")
        symlink(path, tree.path + "/work/b.runbook")
        let file = try FileBytes(path)
        #expect(file.bytes == Array("runbook \"A\"\n".utf8))
        #expect(try FileBytes(tree.path + "/work/b.runbook").identity == file.identity)
    }

    @Test func `What cannot be read is said plainly`() throws {
        let tree = TemporaryTree()
        #expect(throws: FileProblem.missing) { try FileBytes(tree.path + "/none") }
        #expect(throws: FileProblem.missing) { try FileBytes("/dev/null/none") }
        #expect(throws: FileProblem.folder) { try FileBytes(tree.path) }
        let limit = SourceText.sizeLimit
        #expect(throws: FileProblem.tooLong(limit)) { try FileBytes("/dev/zero").whole() }
        let long = tree.write("", to: "work/long")
        #expect(truncate(long, off_t(limit + 2)) == 0)
        #expect(throws: FileProblem.tooLong(limit)) { try FileBytes(long).whole() }
        #expect(try FileBytes(long).bytes.count == limit + 1, "the reader of the language says that it is too large")
        #expect(truncate(long, off_t(limit)) == 0)
        #expect(try FileBytes(long).whole().count == limit)
        #expect(FileProblem.tooLong(limit).words == "is larger than 16 MiB")
        let pipe = tree.path + "/work/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try FileBytes(pipe).bytes == [], "a pipe without a writer holds nobody up")
    }

    @Test func `What may not be read is said plainly`() throws {
        // A superuser may read everything.
        if geteuid() == 0 {
            #expect(FileProblem.notPermitted.words == "cannot be read: permission denied")
        } else {
            let path = TemporaryTree().write("", to: "work/closed", mode: 0o000)
            #expect(throws: FileProblem.notPermitted) { try FileBytes(path) }
        }
    }

    @Test func `Programs are searched from the working folder`() {
        var tree = TemporaryTree()
        tree.write("", to: "bin/tool", mode: 0o755)
        tree.write("", to: "work/tool", mode: 0o755)
        tree.environment["PATH"] = "/nowhere:\(tree.path)/bin"
        #expect(tree.surroundings.programs.path(of: "tool") == tree.path + "/bin/tool")
        tree.environment["PATH"] = ""
        #expect(tree.surroundings.programs.path(of: "tool") == tree.path + "/work/tool")
    }

    @Test func `Bundled runbooks are listed with their parameters`() {
        var tree = TemporaryTree()
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write(
            """
            runbook "Copy the data"
                "Twice." "Or so."
            param hosts: list of host
            param which: main | events = main   "which of the two"
            phase "Copy" { $ true }
            """, to: "bundled/copy.runbook")
        tree.write("param (((", to: "bundled/broken.runbook")
        tree.makeFolder("bundled/folder.runbook")
        let listed = ListedRunbook.bundled(tree.surroundings)
        #expect(listed.map(\.name) == ["broken", "copy", "folder"])
        #expect(listed[2].problem == "is a folder")
        #expect(listed[0].parameters == [] && listed[0].problem == nil)
        #expect(listed[1].title == "Copy the data")
        #expect(listed[1].documentation == "Twice. Or so.")
        #expect(
            listed[1].parameters == [
                .init(name: "hosts", type: "list of host", defaultValue: nil, documentation: ""),
                .init(
                    name: "which", type: "main | events", defaultValue: "main", documentation: "which of the two"),
            ])
    }

    @Test func `This process knows where it is`() {
        let surroundings = Surroundings.ofThisProcess()
        #expect(surroundings.executable.hasPrefix("/"))
        #expect(surroundings.workingFolder.hasPrefix("/"))
        #expect(surroundings.environment["PATH"] != nil)
    }
}
