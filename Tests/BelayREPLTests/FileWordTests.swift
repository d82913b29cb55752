import BelayCompletion
import BelayREPL
import BelaySource
import BelaySyntax
import BelayWorkspace
import Foundation
import Testing

/// A completed name is one word, and the name that it was, wherever it is and however much of it was typed.
@Suite("Names of files in what is typed")
struct FileWordTests {
    private static let names = [
        "plain", "two words", "a&touch pwned", "only file.log", "it's", "'", "'it", "it'", "''", "say \"hi\"", "\"",
        "\"\"\"",
        "'''", "cost$5", "$HOME", "${HOME}", "a$b", "a$", "$$", "$'x'", "\\$a", "$(touch pwned)", "`touch pwned`",
        "back\\slash",
        "end\\", "#comment", "a #b", "{a,b}", "a{b", "a}b", "a)b", "(a", "*", "?", "[x]", "~", "~root", "!x", "!",
        "a;b", "a|b",
        "<in", ">out", "-rf", "--", "=x", "a=b", "to=x", "é", "e\u{301}", "\u{301}x", "'\u{301}", "$\u{301}", "漢字",
        "a\u{A0}b",
        " lead", "trail ", "yes", "none", "and", "if", "2", "5s", "1.5", "64MiB", "a:", ":", "a:b", "%", "^", "@",
        "a,b", "a]b",
    ]

    /// The argument that a program is to get.
    private static func argument(_ name: String) -> String { name.utf8.first == UInt8(ascii: "-") ? "./" + name : name }

    /// The typed part of it, in each way of quoting.
    private static func beginnings(of name: String) -> [String] {
        let scalars = Array(name.unicodeScalars)
        return Set([0, 1, scalars.count / 2, scalars.count]).sorted().flatMap { count in
            let typed = scalars.prefix(count)
            func quoted(_ quote: (Unicode.Scalar) -> String) -> String { typed.map(quote).joined() }
            let bare = quoted { scalar in
                scalar == "$" ? "'$'" : scalar.properties.isAlphabetic ? String(scalar) : "\\\(scalar)"
            }
            let single = "'" + quoted { $0 == "'" ? "'\\''" : String($0) }
            let double =
                "\"" + quoted { $0 == "$" ? "\"'$'\"" : "\"\\`".unicodeScalars.contains($0) ? "\\\($0)" : String($0) }
            return [bare, single, double]
        }
    }

    private func completed(_ typed: String, name: String) -> String? {
        var scope = CompletionScope()
        scope.phrases = Workspace(text: Array(Self.runbook.utf8), at: "a.runbook", Self.surroundings).phrases
        scope.files = { prefix in
            ["", "./"].map { $0 + name }.filter {
                $0.utf8.starts(with: prefix.utf8) && ($0 == name || prefix.hasPrefix("./"))
            }
        }
        let completion = Completer(scope).completion(of: typed)
        if completion.inserted.isEmpty { return nil }
        return String(String.UnicodeScalarView(typed.unicodeScalars.dropLast(completion.replaced)))
            + completion.inserted
    }

    private static let surroundings = Surroundings(environment: [:], workingFolder: "/nowhere", executable: "")
    private static let runbook = """
        runbook "Files" "Takes them."
        probe is marked (name: path) [by: path] { expect $name is x }

        """

    /// The reading of words by a shell.
    private func words(_ script: [String]) throws -> [String] {
        let shell = Process()
        let output = Pipe()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", script.map { "printf '%s\\0' \($0)" }.joined(separator: "\n")]
        shell.standardOutput = output
        try shell.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        return printed.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The text of the only command, as it is handed to the shell.
    private func command(in text: String) throws -> String {
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        #expect(Parser.parse(source).diagnostics.isEmpty, "\(text)")
        let token = try #require(Lexer.lex(source).tokens.first { $0.kind == .shellLine || $0.kind == .shellBlock })
        let shell = source.text(of: Span(file: FileNumber(0), start: token.start, end: token.end))
        let alone = SourceText(file: FileNumber(0), name: "", bytes: Array("? \(shell)\n".utf8))
        guard case .command(let node)? = Parser.parse(alone).file.statements.first else { return "" }
        return node.parts.map { part in
            switch part {
            case .literal(let literal): return literal.text
            case .name(let name):
                #expect(name.context == .singleQuoted, "\(text)")
                return name.source
            }
        }.joined()
    }

    @Test(
        arguments: [
            ("? cat ", "\n"), ("on lab1 { $ cat ", "}\n"), ("expect (? cat ", ")\n"), ("let x = ? cat a > ", "\n"),
        ])
    func `In a command, in each way of quoting`(before: String, behind: String) throws {
        var script: [String] = []
        var expected: [String] = []
        for name in Self.names {
            for beginning in Self.beginnings(of: name) {
                let text = try #require(completed(before + beginning, name: name), "\(before)\(beginning) of \(name)")
                let command = try command(in: text + behind)
                script.append(String(command.drop { $0 != " " }).replacing(" a >", with: ""))
                expected.append(Self.argument(name))
            }
        }
        try expectWords(script, expected)
    }

    private func expectWords(_ script: [String], _ expected: [String]) throws {
        let words = try words(script)
        #expect(words.count == expected.count)
        for (index, (word, wanted)) in zip(words, expected).enumerated() {
            #expect(Array(word.utf8) == Array(wanted.utf8), "\(script[index])")
        }
    }

    @Test(arguments: ["\"\"\"", "'''"])
    func `In a block nothing is offered that would end it`(quotes: String) throws {
        var script: [String] = []
        var expected: [String] = []
        for name in Self.names {
            for beginning in Self.beginnings(of: name)
            where !("? " + quotes + "\n" + beginning).dropFirst(5).contains(quotes) {
                guard let text = completed("? \(quotes)\n  cat " + beginning, name: name) else {
                    #expect(name.contains(quotes.first == "'" ? "'" : "\"\"\""), "\(beginning) of \(name)")
                    continue
                }
                script.append(String(try command(in: "\(text)\n\(quotes)\n").drop { $0 != " " }))
                expected.append(Self.argument(name))
            }
        }
        try expectWords(script, expected)
    }

    @Test(arguments: ["is marked ", "is marked x by=", "expect is marked "])
    func `In a place of the language`(before: String) throws {
        for name in Self.names {
            let scalars = Array(name.unicodeScalars)
            for count in Set([0, 1, scalars.count / 2]) {
                let typed = scalars.prefix(count)
                let text = typed.map { "\"\\$".unicodeScalars.contains($0) ? "\\\($0)" : String($0) }.joined()
                for beginning in ["\"" + text]
                    + (typed.contains("'") ? [] : ["'" + String(String.UnicodeScalarView(typed))])
                {
                    let line = try #require(completed(before + beginning, name: name), "\(beginning) of \(name)")
                    try expectPath(count == 0 ? "./" + name : Self.argument(name), in: line, behind: before)
                }
            }
            // As it is typed without quotes.
            let line = try #require(completed(before, name: name))
            try expectPath("./" + name, in: line, behind: before)
        }
    }

    private func expectPath(_ path: String, in line: String, behind before: String) throws {
        let element = line.dropFirst(before.count).trimmingCharacters(in: [" "])
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(element.utf8))
        let value: String
        switch Parser.parseElement(source).element {
        case .word(let word): value = try #require(word.literal)
        case .text(let text):
            value = text.parts.map { if case .literal(let literal) = $0 { literal.text } else { "?" } }.joined()
        default: value = "no path"
        }
        #expect(Array(value.utf8) == Array(path.utf8), "\(line)")
        let runbook =
            Self.runbook + "phase \"One\" { expect \(line.hasPrefix("expect ") ? String(line.dropFirst(7)) : line) }\n"
        let checked = Workspace(text: Array(runbook.utf8), at: "a.runbook", Self.surroundings)
        let isRight = !checked.hasErrors
        #expect(isRight, "\(line)")
    }

    /// The input, the result of Tab, and what it lists.
    @Test(
        arguments: [
            ("? ls my", "? ls 'my dir/", []), ("? ls \"my", "? ls \"my dir/", []), ("? ls my\\ d", "? ls 'my dir/", []),
            ("? ls 'my dir/", "? ls 'my dir/a file' ", []), ("? ls ~/no", "? ls ~/'no t' ", []),
            ("? ls lib", "? ls lib/", []),
            ("? ls ~/\"no", "? ls ~/\"no t\" ", []), ("? ls '~", "? ls '~/odd' ", []), ("? ls o", "? ls 'of ", []),
            ("? ls of\\ ", "? ls of\\ ", ["of a", "of b"]), ("? cat $x/my", "? cat $x/my", []),
            ("? cat # my", "? cat # my", []),
            ("? cat \"$(ls my", "? cat \"$(ls 'my dir/", []), ("? ls x;cat my", "? ls x;cat 'my dir/", []),
            ("is marked my", "is marked \"my dir/", []), ("is marked \"my dir/", "is marked \"my dir/a file\" ", []),
            ("is marked x by=my", "is marked x by=\"my dir/", []),
            ("is marked ~/no", "is marked \"/home/me/no t\" ", []),
            ("is marked lib", "is marked lib/", []), ("say \"my", "say \"my", []), (":load my", ":load my dir/", []),
            ("? \"\"\"\n  cat <<EOF\n  my", "? \"\"\"\n  cat <<EOF\n  my", []),
        ] as [(String, String, [String])])
    func `Folders leave the quote open, and “~/” stays outside of it`(typed: String, line: String, choices: [String]) {
        var scope = CompletionScope()
        scope.phrases = Workspace(text: Array(Self.runbook.utf8), at: "a.runbook", Self.surroundings).phrases
        scope.home = "/home/me"
        let files = ["my dir/", "lib/", "of a", "of b"]
        scope.files = { prefix in
            let all =
                files
                + ["my dir/a file", "~/no t", "./~/odd"].filter {
                    prefix.hasSuffix("/") || $0.hasPrefix("~/no") && prefix.hasPrefix("~/") || prefix.hasPrefix("./~")
                }
            return all.filter { $0.hasPrefix(prefix) && ($0 != prefix) }
        }
        let completion = Completer(scope).completion(of: typed)
        let left = String(String.UnicodeScalarView(typed.unicodeScalars.dropLast(completion.replaced)))
        #expect(left + completion.inserted == line)
        #expect(completion.choices == choices)
    }
}
