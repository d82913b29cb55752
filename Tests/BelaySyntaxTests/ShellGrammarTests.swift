import BelaySource
import Foundation
import Testing

@testable import BelaySyntax

@Suite struct ShellGrammarTests {
    private func problem(of text: String) -> ShellProblem? {
        let source = SourceText(file: FileNumber(0), name: "try", bytes: Array(text.utf8))
        var grammar = ShellGrammar(
            SourceSlice(source, from: 0, to: source.bytes.count), isRaw: true, isLine: false)
        return grammar.read()
    }

    /// What bash makes of each text by itself.
    private func isTakenByBash(_ texts: [String]) throws -> [Bool] {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("shell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, text) in texts.enumerated() {
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(index)"))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.currentDirectoryURL = folder
        process.arguments = [
            "-c",
            "for ((i = 0; i < \(texts.count); i++)); do [ -z \"$(bash -n $i 2>&1)\" ] && echo yes || echo no; done",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answers = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: answers, as: UTF8.self).split(separator: "\n").map { $0 == "yes" }
    }

    /// Texts whose quotes have no end are found before, and what is in backquotes bash itself does not look at.
    private func areQuotesClosed(_ text: String) -> Bool {
        let source = SourceText(file: FileNumber(0), name: "try", bytes: Array(text.utf8))
        var walk = ShellWalk(SourceSlice(source, from: 0, to: source.bytes.count), ends: .atEndOfBlock(isOpen: false))
        walk.run()
        return walk.diagnostics.isEmpty
    }

    @Test func `What bash takes is taken, and what it refuses is found`() throws {
        var maker = RandomShellText(seed: 12)
        var texts: [String] = []
        while texts.count < 500 {
            let text = maker.text()
            if areQuotesClosed(text) { texts.append(text) }
        }
        var missed: [String] = []
        var found = 0
        for (text, isTaken) in zip(texts, try isTakenByBash(texts)) {
            let problem = problem(of: text)
            if isTaken {
                #expect(problem == nil, "bash takes \(text.debugDescription)")
            } else if problem == nil {
                missed.append(text)
            } else {
                found += 1
            }
        }
        #expect(found > 100)
        // Only bash looks inside `(( ))` and `[[ ]]`.
        let unexplained = missed.filter { !$0.contains("[[") && !$0.contains("((") }
        #expect(unexplained.isEmpty)
    }
}
