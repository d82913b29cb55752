import BelayRuntime
import BelaySyntax

/// A command of a run, and what it answered each time. What it answers changes when something was changed, or while
/// somebody waits.
struct RecordedStub: Sendable {
    struct Reply: Hashable, Sendable {
        /// What it said, and how it ended; none of one that said nothing and ended well.
        var parts: [String]
        /// How many changes were made before it.
        var changes: Int
        /// That asked.
        var step: StepPath
    }

    var effect: CommandEffect
    var replies: [Reply]

    func isOf(_ other: CommandEffect) -> Bool {
        effect.sign == other.sign && effect.location == other.location && effect.script == other.script
    }

    /// As a test says it, without its place.
    /// - Parameter changes: of the whole run.
    func lines(after changes: [CommandEffect]) -> [String] {
        var written: [String] = []
        let rows = rows(after: changes)
        for (index, row) in rows.enumerated() {
            for (number, answer) in row.answers.enumerated() {
                var words = answer.parts.isEmpty ? "ends with 0" : answer.parts.joined(separator: " and ")
                // The last one stays.
                if answer.count > 1, number < row.answers.count - 1 { words += " \(answer.count) times" }
                if number > 0 {
                    written.append("then \(words)")
                } else if index > 0, row.changes > 0 {
                    written.append("after (\(Self.shortened(changes[row.changes - 1], among: changes))) \(words)")
                } else if row.answers.map(\.parts) != [[]] || rows.count > 1 {
                    written.append(words)
                }
            }
        }
        return StubLines.lines(effect.sign, effect.script.shown, at: .local, replies: written)
    }

    private struct Row {
        var changes: Int
        var answers: [(parts: [String], count: Int)]
    }

    /// A command that runs several times begins a row each time, as far as one of them says something new: by its text alone, nobody
    /// could tell these times apart.
    private func rows(after changes: [CommandEffect]) -> [Row] {
        func isSame(_ one: Int, _ other: Int) -> Bool {
            one > 0 && changes[one - 1].sign == changes[other - 1].sign
                && changes[one - 1].script == changes[other - 1].script
        }
        guard !newRows.isEmpty else { return [] }
        var rows = newRows
        // Before it was asked for the first time it answers as it did then.
        var early: [Row] = []
        for row in newRows.dropFirst() {
            for earlier in 1..<row.changes where isSame(earlier, row.changes) {
                guard !(rows + early).dropFirst().contains(where: { $0.changes == earlier }) else { continue }
                if earlier <= newRows[0].changes {
                    early.append(Row(changes: earlier, answers: newRows[0].answers))
                } else if let before = rows.lastIndex(where: { $0.changes < earlier }),
                    let last = rows[before].answers.last
                {
                    rows.insert(Row(changes: earlier, answers: [last]), at: before + 1)
                }
            }
        }
        rows.insert(contentsOf: early.sorted { $0.changes < $1.changes }, at: 1)
        return rows
    }

    /// It counts something that grows by itself, such as the index of a database.
    private var isCounter: Bool {
        let numbers = replies.map { $0.parts.count == 1 ? Int($0.parts[0].filter(\.isNumber)) : nil }
        let isPlain = replies.allSatisfy { $0.parts.first?.wholeMatch(of: /says "?[0-9]+"?/) != nil }
        return isPlain && zip(numbers, numbers.dropFirst()).allSatisfy { ($0 ?? 0) <= ($1 ?? 0) }
    }

    /// What it answered between two changes; only rows that say something new.
    private var newRows: [Row] {
        var rows: [Row] = []
        let isCounter = isCounter
        for asked in replies.chunked(by: \.changes) {
            guard let first = asked.first else { continue }
            var row = Row(changes: first.changes, answers: [])
            for reply in asked {
                if row.answers.last?.parts == reply.parts {
                    row.answers[row.answers.count - 1].count += 1
                } else {
                    row.answers.append((reply.parts, 1))
                }
            }
            // How often it was asked while somebody waited depends on how long that took, so that the numbers of two counters
            // would get out of step. One that is waited for itself is asked by that step alone.
            if isCounter, Set(asked.map(\.step)).count > 1 { row.answers = [(first.parts, 1)] }
            if let last = rows.last?.answers.last, row.answers.map(\.parts) == [last.parts] { continue }
            rows.append(row)
        }
        return rows
    }

    private static let longest = 100

    /// A long command is cut where no other begins like it.
    private static func shortened(_ effect: CommandEffect, among changes: [CommandEffect]) -> String {
        let script = effect.script.shown
        let head = String(script.prefix(longest).prefix { !"\n\"'`$(){}&|;<>#".contains($0) })
        let isAlone = changes.allSatisfy { $0.script == effect.script || !$0.script.shown.hasPrefix(head) }
        let isShort = isAlone && head.count < script.count && head.contains { $0.isLetter }
        return "\(effect.sign.rawValue) \(isShort ? head + "…" : StubLines.text(ofScript: script))"
    }
}

extension [RecordedStub.Reply] {
    /// Those in a row with the same.
    fileprivate func chunked(by key: KeyPath<Element, Int>) -> [ArraySlice<Element>] {
        var chunks: [ArraySlice<Element>] = []
        var start = startIndex
        for index in indices where index + 1 == endIndex || self[index + 1][keyPath: key] != self[index][keyPath: key] {
            chunks.append(self[start...index])
            start = index + 1
        }
        return chunks
    }
}
