import BelayTestSupport
import Foundation
import Testing

/// The program itself, with clients that nobody here wrote.
struct ClientTests {
    private static let tests = Repository.root.appending(path: "Tests/BelayLanguageServerTests").path

    private static let library = """
        type channel = steady | beta

        action reload web on (node: host) [grace: duration] {
            "Reloads the web server."
            done when (? curl -sf http://localhost/)
            on $node as root { $ systemctl reload nginx }
            undo { on $node { $ systemctl restart nginx } }
        }

        """

    private static let runbook = """
        runbook "Deploy" "Puts a version on a host."
        use wob
        use web
        param host: host
        param channel: channel = steady

        phase "Put it there" {
            let listing =   ? ls
            reload web on $host
            if $listing contains "x" and $channel is beta {
                say $listing
            }
        }

        test "it works" {
            run with host=a
            it is done
        }

        """

    @Test func `Every message is one that the types of the specification take`() throws {
        let folder = TemporaryFolder("lsp-client")
        try FileManager.default.createDirectory(atPath: folder.path + "/lib", withIntermediateDirectories: true)
        folder.write(Self.library, to: "lib/web.runbook")
        folder.write(Self.runbook, to: "deploy.runbook")
        let python = try ProgramRun([Self.tests + "/Python/venv"])
        try #require(python.status == 0, "no virtual environment: \(python.output)")
        let path = python.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try ProgramRun(
            [path, Self.tests + "/Python/conformance.py", BuiltProgram.find().path, folder.path])
        #expect(run.status == 0)
        #expect(
            run.output == """
                initialize: belay, utf-8
                publishDiagnostics: [('B0501', 1, 0)]
                completion: ['reload web on (node)']
                definition: web.runbook:2
                typeDefinition: web.runbook:0
                hover: Reloads the web server. | `$` changes, on `$node as root` · has an `undo` · has a `done when`
                signatureHelp: ('reload web on (node: host) [grace: duration]', 0)
                references: ['deploy.runbook:8', 'web.runbook:2']
                documentHighlight: 3
                prepareRename: reload
                rename: [('deploy.runbook', 1), ('web.runbook', 1)]
                documentSymbol: ['Deploy', 'host', 'channel', '1 Put it there', 'it works']
                workspace/symbol: ['reload web on (node: host) [grace: duration]']
                foldingRange: [(6, 11), (9, 10), (14, 17)]
                semanticTokens: True
                inlayHint: [': text']
                codeLens: ['plan', 'test']
                codeAction: ['Write `web` for `wob`']
                formatting: 1
                rangeFormatting: 1
                onTypeFormatting: 0
                didChange: (2, 0)
                didClose: 0
                shutdown: None
                exit: 0

                """)
    }

    @Test func `Neovim colours a file, shows a mistake, takes its fix, goes to a definition, renames it and formats`()
        throws
    {
        let folder = TemporaryFolder("lsp-neovim")
        try FileManager.default.createDirectory(atPath: folder.path + "/bundled/lib", withIntermediateDirectories: true)
        // What makes it one project.
        try FileManager.default.createDirectory(atPath: folder.path + "/.git", withIntermediateDirectories: true)
        folder.write(
            "action reload site (node: host) {\n    on $node { $ systemctl reload nginx }\n}\n",
            to: "bundled/lib/site.runbook")
        folder.write(
            """
            runbook "Deploy" "Puts a version on a host."
            use sitee
            param host: host
            phase "Put it there" {
                reload site $host
            }

            """, to: "deploy.runbook")
        try Self.installGrammar(in: folder.path + "/nvim")
        let run = try ProgramRun(
            [
                "nvim", "--headless", "--clean", "-u", "NONE", "-c", "source \(Self.tests)/Neovim/session.lua",
            ],
            variables: [
                "BELAY": try BuiltProgram.find().path, "FOLDER": folder.path,
                "BELAY_RUNBOOKS": folder.path + "/bundled",
                "PLUGIN": Repository.root.appending(path: "editors/neovim/belay.lua").path, "HOME": folder.path,
                "XDG_STATE_HOME": folder.path, "XDG_CONFIG_HOME": folder.path,
            ])
        #expect(run.status == 0)
        #expect(
            run.output == """
                tree: source_file of 4 statements
                coloured: true
                colour: 4:6-20 markup.heading
                colour: 5:4-10 string.special
                colour: 5:4-10 function
                colour: 5:11-15 string.special
                colour: 5:16-17 punctuation.special
                colour: 5:17-21 variable
                diagnostic: 2 there is no library `sitee`
                fixed: use site
                diagnostics: 0
                definition: site.runbook:1
                renamed: action renew site (node: host) {
                renamed:     renew site $host
                formatted: phase "Put it there" {
                formatted:     renew site $host

                """)
    }

    /// The tree-sitter grammar where Neovim looks for it, as docs/editors.md says.
    private static func installGrammar(in folder: String) throws {
        let grammar = Repository.root.appending(path: "editors/tree-sitter-belay").path
        for name in ["parser", "queries"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: grammar + "/queries", toPath: folder + "/queries/belay")
        let sources = ["parser.c", "scanner.c"].map { "\(grammar)/src/\($0)" }
        let run = try ProgramRun(
            ["cc", "-O1", "-shared", "-fPIC", "-I", grammar + "/src"] + sources + ["-o", folder + "/parser/belay.so"])
        try #require(run.status == 0)
    }
}
