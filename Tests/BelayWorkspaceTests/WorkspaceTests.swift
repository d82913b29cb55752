import BelayLanguage
import BelaySource
@testable import BelayWorkspace
import BelaySystem
import Glibc
import Testing

@Suite struct WorkspaceTests {
    private static let runbook = """
        runbook "Test"
        use node
        phase "Look" { expect node is up }

        """
    private static let library = """
        probe node is up { expect ? true }

        """

    private func messages(_ workspace: Workspace) -> [String] {
        workspace.diagnostics.map { "\($0.code) \($0.message)" }
    }

    @Test func `A library lies next to the runbook`() throws {
        let tree = TemporaryTree()
        tree.write(Self.runbook, to: "work/look.runbook")
        tree.write(Self.library, to: "work/lib/node.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == [])
        #expect(workspace.sources.map(\.name) == ["look.runbook", "lib/node.runbook"])
        #expect(workspace.program?.title == "Test")
        #expect(workspace.phrases.count == 1)
    }

    @Test func `Libraries are looked for near first`() throws {
        var tree = TemporaryTree()
        tree.environment["BELAY_PATH"] = "\(tree.path)/first::\(tree.path)/second"
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write(Self.runbook, to: "work/look.runbook")
        let places = ["bundled/lib", "second", "first", "work/lib"]
        for place in places {
            tree.write(Self.library, to: "\(place)/node.runbook")
            let workspace = try Workspace.load("./look.runbook", tree.surroundings)
            let shown = place == "work/lib" ? "lib/node.runbook" : "\(tree.path)/\(place)/node.runbook"
            let warning = "B0524 `node` is \(shown) here, not the library that comes with Belay"
            #expect(messages(workspace) == (place == "bundled/lib" ? [] : [warning]))
            #expect(workspace.sources.last?.name == shown)
        }
    }

    @Test func `A library uses its neighbours`() throws {
        var tree = TemporaryTree()
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write("runbook \"Test\"\nuse etcd\nphase \"Look\" { expect etcd is up }\n", to: "bundled/look.runbook")
        tree.write("use node\nprobe etcd is up { expect node is up }\n", to: "bundled/lib/etcd.runbook")
        tree.write(Self.library, to: "bundled/lib/node.runbook")
        let workspace = try Workspace.load("look", tree.surroundings)
        #expect(messages(workspace) == [])
        #expect(workspace.files.count == 3)
        let alone = try Workspace.load("\(tree.path)/bundled/lib/etcd.runbook", tree.surroundings)
        #expect(alone.files.count == 2, "a library that is checked by itself finds its neighbours too")
    }

    @Test func `What two ways lead to is read once`() throws {
        let tree = TemporaryTree()
        tree.write(
            "runbook \"Test\"\nuse node, twin, other\nphase \"Look\" { expect node is up }\n", to: "work/look.runbook")
        let node = tree.write(Self.library, to: "work/lib/node.runbook")
        symlink(node, tree.path + "/work/lib/twin.runbook")
        tree.write("use node\nprobe other is up { expect node is up }\n", to: "work/lib/other.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == [])
        #expect(workspace.files.count == 3)
    }

    @Test func `A library that is not there is reported at its use`() throws {
        var tree = TemporaryTree()
        tree.environment["BELAY_PATH"] = tree.path + "/shared"
        tree.write("runbook \"Test\"\nuse nodes\nphase \"Look\" { expect node is up }\n", to: "work/look.runbook")
        tree.write(Self.library, to: "work/lib/node.runbook")
        tree.write(Self.library, to: "shared/etcd.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == ["B0501 there is no library `nodes`"], "and nothing that follows from it")
        let diagnostic = try #require(workspace.diagnostics.first)
        #expect(workspace.sources[0].text(of: diagnostic.span) == "nodes")
        #expect(diagnostic.label == "lib/nodes.runbook does not exist")
        #expect(diagnostic.help == ["use node", "also looked for: \(tree.path)/shared/nodes.runbook"])
        #expect(workspace.program == nil)
    }

    @Test(arguments: [
        ("lib/node", "`lib/node` is not a valid library name", "use node"),
        ("node.runbook", "`node.runbook` is not a valid library name", "use node"),
        ("../node", "`../node` is not a valid library name", "use node"),
        ("...", "`...` is not a valid library name", "use letters, digits, `_` and `-`"),
    ])
    func `A library is named without its folder`(name: String, message: String, help: String) throws {
        let tree = TemporaryTree()
        tree.write("runbook \"Test\"\nuse \(name)\nphase \"Look\" { say hello }\n", to: "work/look.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == ["B0501 \(message)"])
        #expect(workspace.diagnostics.first?.help == [help])
    }

    @Test func `A folder is no library`() throws {
        let tree = TemporaryTree()
        tree.write(Self.runbook, to: "work/look.runbook")
        tree.makeFolder("work/lib/node.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == ["B0521 lib/node.runbook is a folder"])
    }

    @Test func `Circles are reported with their way`() throws {
        let tree = TemporaryTree()
        tree.write("runbook \"Test\"\nuse a\nphase \"Look\" { expect a is up }\n", to: "work/look.runbook")
        tree.write("use b\nprobe a is up { expect ? true }\n", to: "work/lib/a.runbook")
        tree.write("use a\nprobe b is up { expect ? true }\n", to: "work/lib/b.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == ["B0522 libraries use each other in a cycle"])
        let diagnostic = try #require(workspace.diagnostics.first)
        #expect(diagnostic.span.file == FileNumber(2))
        #expect(diagnostic.help.first == "lib/a.runbook → lib/b.runbook → lib/a.runbook")

        tree.write("use node\nprobe node is up { expect ? true }\n", to: "work/lib/node.runbook")
        tree.write(Self.runbook, to: "work/look.runbook")
        #expect(
            messages(try Workspace.load("look.runbook", tree.surroundings))
                == ["B0522 lib/node.runbook uses itself"])
    }

    @Test func `Thousands of libraries are too many`() throws {
        let tree = TemporaryTree()
        for number in 0..<LibraryLoader.limit {
            tree.write("use a\(number + 1)\n", to: "work/lib/a\(number).runbook")
        }
        tree.write("", to: "work/lib/a\(LibraryLoader.limit).runbook")
        tree.write("runbook \"Test\"\nuse a0\nphase \"Look\" { say hello }\n", to: "work/look.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(messages(workspace) == ["B0523 a runbook can use at most 250 libraries"])
        #expect(workspace.files.count == LibraryLoader.limit + 1)
    }

    @Test func `Mistakes in libraries are found there`() throws {
        let tree = TemporaryTree()
        tree.write(Self.runbook, to: "work/look.runbook")
        tree.write("probe node is up { expect ? true }\nphase \"No\" { say hello }\n", to: "work/lib/node.runbook")
        let workspace = try Workspace.load("look.runbook", tree.surroundings)
        #expect(workspace.diagnostics.map(\.code) == [LanguageCode.onlyInRunbook.rawValue])
        #expect(workspace.diagnostics.first?.span.file == FileNumber(1))
        #expect(workspace.hasErrors)
    }

    @Test func `Any bytes give a workspace`() throws {
        let tree = TemporaryTree()
        for bytes in [[], [0], [0xff, 0xfe], Array("use".utf8), Array("use use\nuse , ,\nuse $x".utf8)] as [[UInt8]] {
            let workspace = Workspace(text: bytes, at: "typed.runbook", tree.surroundings)
            #expect(workspace.sources.first?.bytes == bytes)
        }
    }

    @Test func `A runbook that is not there is no workspace`() throws {
        let tree = TemporaryTree()
        tree.write(Self.runbook, to: "work/look.runbook")
        #expect(throws: WorkspaceFailure(message: "lok.runbook does not exist", help: ["look.runbook"])) {
            try Workspace.load("lok.runbook", tree.surroundings)
        }
        #expect(throws: WorkspaceFailure(message: "./ is a folder", help: ["./look.runbook"])) {
            try Workspace.load("./", tree.surroundings)
        }
        #expect(throws: WorkspaceFailure(message: "none/look.runbook does not exist", help: [])) {
            try Workspace.load("none/look.runbook", tree.surroundings)
        }
    }

    @Test func `Missing programs are named with their package`() throws {
        var tree = TemporaryTree()
        tree.environment["PATH"] = tree.path + "/bin"
        tree.write("", to: "bin/kops", mode: 0o755)
        tree.write(
            "runbook \"Test\"\nneeds kops, ssh, frobnicate\nphase \"Look\" { say hello }\n", to: "work/a.runbook")
        let workspace = try Workspace.load("a.runbook", tree.surroundings)
        let program = try #require(workspace.program)
        let diagnostics = MissingPrograms.diagnostics(for: program.needs, tree.surroundings.programs)
        #expect(
            diagnostics.map(\.message) == [
                "`ssh` is not installed on this machine", "`frobnicate` is not installed on this machine",
            ])
        #expect(diagnostics.map(\.help).first == ["on Debian: apt-get install openssh-client"])
        #expect(diagnostics.map { workspace.sources[0].text(of: $0.span) } == ["ssh", "frobnicate"])
    }
}
