import BelayData
import BelayTestSupport
import Testing

/// What Belay writes reads in Python's json and in PyYAML, which speaks YAML 1.1, as the value that was written; what they write
/// reads here as what they had.
@Suite("JSON and YAML agree with Python")
struct DataAgreementTests {
    private func values(_ count: Int) -> [DataValue] {
        var dice = SeededRandom(seed: Reference.seed)
        return (0..<count).map { _ in
            let tree = randomTree(&dice, depth: 4)
            return dice.onceIn(4)
                ? .array([tree, dice.pick(["1e3", "-2.5e-7", "1E22"].compactMap { DataValue.Number($0) }).value]) : tree
        }
    }

    @Test func `What is written reads as the same value everywhere`() throws {
        let values = values(2000)
        let lines = values.map { DataValue.array([.string($0.text), .string(YAML.text(of: $0))]).text }
        let answers = try Reference.python("data_reads.py", lines)
        try #require(answers.count == values.count)
        for (value, answer) in zip(values, answers) {
            #expect(answer == "\"\"", "\(value)")
            #expect(try DataValue(parsing: value.text) == value)
            #expect(try YAML.read(YAML.text(of: value)).isSame(as: value), "\(YAML.text(of: value))")
            let end = YAML.text(of: value)
            #expect(try YAML.documents("---\n\(end)\n---\n\(end)\n").count == 2)
        }
    }

    /// With aliases for what is there twice, in flow and in blocks, folded and not. What ends a line in YAML 1.1 alone is left
    /// out: PyYAML writes it as a line end between quotes.
    @Test func `What PyYAML and json write reads here as the same value`() throws {
        let values = values(1500)
        let answers = try Reference.python("data_writes.py", values.map(\.text))
        try #require(answers.count == values.count)
        var aliases = 0
        for (value, answer) in zip(values, answers) {
            for text in try #require(try DataValue(parsing: answer).array).compactMap(\.string) {
                if text.unicodeScalars.contains(where: { ["\u{85}", "\u{2028}", "\u{2029}"].contains($0) }) {
                    continue
                }
                let read = try YAML.documents(text)
                #expect(read.count == 1 && read[0].isSame(as: [value, value]), "\(text)")
                aliases += text.contains("*id") ? 1 : 0
            }
        }
        #expect(aliases > 100)
    }

    @Test func `Edited JSON reads in Python as the same edit makes of its data`() throws {
        var dice = SeededRandom(seed: Reference.seed)
        var lines: [String] = []
        let trees = values(1500)
        let laidOut = try Reference.python(
            "json_layouts.py", trees.map { DataValue.array([$0, .number(dice.below(5))]).text })
        for (tree, written) in zip(trees, laidOut) {
            let text = try #require(try DataValue(parsing: written).string)
            var document = try JSONDocument(text)
            let path = Self.path(in: tree, &dice)
            guard !path.steps.isEmpty else { continue }
            let value = randomTree(&dice, depth: 2)
            let isRemoval = dice.onceIn(3)
            if isRemoval { try document.remove(path) } else { try document.set(path, to: value) }
            let steps = path.steps.map { step -> DataValue in
                switch step {
                case .field(let name): .string(name)
                case .index(let index): .number(index)
                case .selection: .null
                }
            }
            lines.append(
                DataValue.array([
                    .string(text), .string(document.text), .string(isRemoval ? "remove" : "set"), .array(steps), value,
                ]).text)
        }
        #expect(lines.count > 500)
        for (line, answer) in zip(lines, try Reference.python("json_edits.py", lines)) {
            #expect(answer == "\"\"", "\(line)")
        }
    }

    private static func path(in tree: DataValue, _ dice: inout SeededRandom) -> YAMLPath {
        var (steps, value): ([YAMLPath.Step], DataValue) = ([], tree)
        repeat {
            if let members = value.object?.members, !members.isEmpty {
                let member = dice.pick(members)
                (steps, value) = (steps + [.field(member.key)], member.value)
            } else if let elements = value.array, !elements.isEmpty {
                let index = dice.below(elements.count)
                (steps, value) = (steps + [.index(index)], elements[index])
            } else {
                break
            }
        } while !dice.onceIn(3)
        return YAMLPath(steps)
    }
}

extension DataValue.Number {
    fileprivate var value: DataValue { .number(self) }
}

extension DataValue {
    /// The same data; a number in any spelling.
    func isSame(as other: DataValue) -> Bool {
        switch (self, other) {
        case (.number(let one), .number(let other)): BelayData.Number(one) == BelayData.Number(other)
        case (.array(let one), .array(let other)):
            one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
        case (.object(let one), .object(let other)):
            one.count == other.count
                && zip(one.members, other.members).allSatisfy {
                    $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.isSame(as: $1.value)
                }
        default: self == other
        }
    }
}
