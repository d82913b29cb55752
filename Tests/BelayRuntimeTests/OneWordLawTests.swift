import BelayData
import BelayRuntime
import Foundation
import BelayTestSupport
import Testing

/// Random values of JSON wherever a value may stand: one word that arrives byte for byte, or a failure before anything has
/// run.
struct OneWordLawTests {
    /// The shell's view of a use: its arguments, and what was fed and set.
    private static let uses: [(statement: String, wraps: @Sendable (String) -> String)] = [
        ("$ use ${r.v}", { $0 }),
        ("$ use x${r.v}y", { "x\($0)y" }),
        ("$ use \"<${r.v}>\"", { "<\($0)>" }),
        ("$ use -- ${r.v}", { $0 }),
        ("locally { ! use ${r.v} }", { $0 }),
        ("locally { ! use \"a${r.v}\" }", { "a\($0)" }),
        ("put it $r.v", { $0 }),
        ("hand over with=$r.v", { $0 }),
        ("let t: text = $r.v\n    $ use $t", { $0 }),
        ("let t = \"<${r.v}>\"\n    $ use -- $t", { "<\($0)>" }),
        ("with env V=$r.v { $ use \"\\$V\" }", { $0 }),
        ("with input $r.v { $ feed }", { $0 }),
        ("? use ${r.v}", { $0 }),
        ("let l: list of text = [$r.v]\n    $ use -- $l", { $0 }),
    ]

    private func value(_ generator: inout SeededRandom, depth: Int = 2) -> DataValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2:
            let spelling = ["0", "-1", "42", "1.5"].randomElement(using: &generator) ?? "0"
            return DataValue.Number(spelling).map { .number($0) } ?? .null
        case 6:
            let count = Int.random(in: 0...3, using: &generator)
            return .array((0..<count).map { _ in value(&generator, depth: depth - 1) })
        case 7: return .array([])
        case 8:
            var object = DataValue.Object()
            object["k"] = value(&generator, depth: depth - 1)
            return .object(object)
        default: return .string(text(&generator))
        }
    }

    private static let parts = [
        " ", "\n", "'", "\"", "\\", "$(id)", "`id`", "$HOME", "*", ";", "&&", "|", "<", "(", ")", "{", "}", "-", "--",
        "a", "é",
        "😀", "\u{301}", "if", "#", "~", "!", "=", "a, b", "[a]",
    ]

    private func text(_ generator: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in Self.parts.randomElement(using: &generator) ?? "" }
            .joined()
    }

    /// The text that a value must arrive as; nil when it is not one.
    private func word(_ json: DataValue) -> String? {
        switch json {
        case .null, .array, .object: nil
        case .bool(let flag): flag ? "yes" : "no"
        case .number(let number): number.text
        case .string(let text): text
        }
    }

    @Test(arguments: uses.indices)
    func `A value of a record is one word or a failure`(index: Int) async throws {
        let use = Self.uses[index]
        let test = try TestRun(
            """
            runbook "Words" "A value of a record."
            action put it (v: text) { $ use $v }
            action hand over [with: text] { $ use $with }
            phase "P" {
                let r: record = ? data
                \(use.statement)
            }
            """)
        var generator = SeededRandom(seed: UInt64(index + 1))
        var scripts: [(effect: CommandEffect, expected: String)] = []
        for _ in 0..<150 {
            let json = value(&generator)
            var object = DataValue.Object()
            object["v"] = json
            let printed = DataValue.object(object).text
            let dependencies = ScriptedWorld { $0.script.shown == "data" ? .succeeded(printed) : .succeeded() }
            let end = await test.run(on: dependencies)
            let ran = dependencies.effects.filter { $0.script.shown != "data" }
            guard let word = word(json) else {
                #expect(end.outcome == .failed && ran.isEmpty, "\(use.statement) with \(printed)")
                continue
            }
            #expect(ran.count == (end.outcome == .done ? 1 : 0))
            if let effect = ran.first { scripts.append((effect, use.wraps(word))) }
        }
        #expect(scripts.count > 30)
        let arrived = try await arguments(of: scripts.map(\.effect))
        for (script, got) in zip(scripts, arrived) {
            let isFed = script.effect.input != nil
            let expected =
                isFed && !script.expected.isEmpty && script.expected.utf8.last != 10
                ? script.expected + "\n" : script.expected
            #expect(Array(got.utf8) == Array(expected.utf8), "\(use.statement): \(script.effect.script.shown)")
        }
    }

    /// The text a program gets when bash starts it: its one argument, or its input.
    private func arguments(of effects: [CommandEffect]) async throws -> [String] {
        var script = """
            use() { if [ "${1-}" = -- ] && [ $# = 2 ]; then shift; fi; if [ $# = 1 ]; then printf '%s\\0' "$1"; \
            else printf 'not one: %s\\0' $#; fi; }
            feed() { cat; printf '\\0'; }

            """
        for effect in effects {
            for variable in effect.environment {
                script += "export \(variable.name)=\(ShellQuoting.quoted(variable.value.shown))\n"
            }
            let input = effect.input.map { " < <(printf %s \(ShellQuoting.quoted($0.text.shown)))" } ?? ""
            script += "\(effect.script.shown)\(input)\n"
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("words-\(UUID().uuidString)")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.arguments = [file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return printed.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
