import BelayLanguage
import BelayRuntime
import BelaySyntax
import BelayTestSupport
import Foundation
import Testing

/// docs/multi-master.md says for each step of the procedure which step of a plan does it. The plans must agree.
@Suite("The procedure's steps and the plans'") struct ProcedureTableTests {
    private struct Row {
        var id: Substring
        /// The runbook, the step, and words of its command or title.
        var steps: [(runbook: String, step: String, words: String)]
    }

    private static func rows() throws -> [Row] {
        let text = try String(contentsOfFile: "\(Repository.path)/docs/multi-master.md", encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| D") }.map { line in
            let cells = line.replacing("\\|", with: "\u{0}").split(separator: "|", omittingEmptySubsequences: false)
            let steps = cells[4].replacing("<br>", with: "\n").split(separator: "\n").map { cell in
                let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
                let place = parts[0].split(separator: " ").map(String.init)
                let words = parts.count > 1 ? parts[1].replacing("\u{0}", with: "|") : ""
                return (place.count > 1 ? place[0] : "multi-master", place.last ?? "", String(words))
            }
            return Row(id: Substring(cells[1].filter { $0 != " " }), steps: steps)
        }
    }

    /// The entries at each step of a runbook's plan: commands and titles.
    private static func plan(of name: String) async throws -> [String: [String]] {
        let known = [
            "cluster": "example.com", "master": "admin@203.0.113.10", "zone2": "eu-west-1b", "zone3": "eu-west-1c",
            "prove": "yes", "from": "./backups/example.com/1",
        ]
        let runbook = try Runbook("runbooks/\(name).runbook")
        let names = runbook.program.parameters.map(\.name)
        let arguments = known.filter { names.contains($0.key) }.map { "\($0.key)=\($0.value)" }
        let plan = try await runbook.request(arguments).plan()
        var found: [String: [String]] = [:]
        for effect in plan.effects { found["\(effect.step)", default: []].append(effect.script.shown) }
        for case .stepStarted(let start) in plan.events {
            found["\(start.step)", default: []].append(start.title.shown)
        }
        return found
    }

    @Test func `Every step of the procedure is done by a step of a plan`() async throws {
        let rows = try Self.rows()
        let ids = (1...55).map { "D" + ($0 < 10 ? "0" : "") + String($0) }
        #expect(rows.map { String($0.id) } == ids)
        var plans: [String: [String: [String]]] = [:]
        for row in rows {
            #expect(!row.steps.isEmpty, "\(row.id) has no step")
            for (runbook, step, words) in row.steps {
                if plans[runbook] == nil { plans[runbook] = try await Self.plan(of: runbook) }
                let there = plans[runbook]?[step] ?? []
                let elsewhere = plans[runbook, default: [:]].filter { $0.value.contains { $0.contains(words) } }
                #expect(!words.isEmpty, "\(row.id) says nothing of step \(step)")
                #expect(
                    there.contains { $0.contains(words) },
                    "\(row.id): `\(words)` is not at \(step) of \(runbook), but at \(elsewhere.keys.sorted())")
            }
        }
    }
}
