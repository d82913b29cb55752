import BelayData
import BelayTestSupport
import Testing

/// Edited text reads in PyYAML, which speaks YAML 1.1, as the same edit makes of its data, and the lines of other
/// members stay as they were, byte for byte, with LF and with CR LF, with and without a line end at the end.
@Suite("Edited YAML agrees with PyYAML")
struct YAMLAgreementTests {
    private struct Case {
        var before: String
        var after: String
        var verb: String
        var path: [YAMLPath.Step]
        var value: DataValue

        var line: String {
            let steps = path.map { step -> DataValue in
                switch step {
                case .field(let name): .string(name)
                case .index(let index): .number(index)
                case .selection: .null
                }
            }
            return DataValue.array([.string(before), .string(after), .string(verb), .array(steps), value]).text
        }
    }

    @Test func `Random documents and edits`() throws {
        var generator = SeededRandom(seed: Reference.seed)
        var cases: [Case] = []
        while cases.count < 3000 {
            let random = RandomDocument(&generator)
            var text = random.text
            // As a captured output has it.
            if text.hasSuffix(random.lineEnd), generator.onceIn(3) { text.unicodeScalars.removeLast() }
            var (path, value) = self.path(in: random.tree, &generator)
            if value.object != nil, generator.onceIn(3) { (path, value) = (path + [.field("new")], .null) }
            var document = try YAMLDocument(text)
            var one = Case(before: text, after: "", verb: "set", path: path, value: tree(2, &generator))
            switch generator.below(value.isNull || value.array != nil ? 4 : 3) {
            case 0 where path.last != .field("new"):
                one.verb = "remove"
                try document.remove(YAMLPath(path))
            case 0, 1, 2: try document.set(YAMLPath(path), to: one.value)
            default:
                one.verb = "append"
                try document.append(one.value, to: YAMLPath(path))
            }
            one.after = document.text
            cases.append(one)
        }
        let answers = try Reference.python("yaml_edits.py", cases.map(\.line))
        try #require(answers.count == cases.count)
        for (one, answer) in zip(cases, answers) {
            #expect(
                answer == "\"\"",
                "\(one.verb) \(YAMLPath(one.path)) to \(one.value) in:\n\(one.before)\n=>\n\(one.after)")
        }
    }

    private func path(in tree: DataValue, _ generator: inout SeededRandom) -> (path: [YAMLPath.Step], value: DataValue)
    {
        var (path, value): ([YAMLPath.Step], DataValue) = ([], tree)
        repeat {
            if let members = value.object?.members, !members.isEmpty {
                let member = generator.pick(members)
                (path, value) = (path + [.field(member.key)], member.value)
            } else if let elements = value.array, !elements.isEmpty {
                let index = generator.below(elements.count)
                (path, value) = (path + [.index(index)], elements[index])
            } else {
                break
            }
        } while !generator.onceIn(3)
        return (path, value)
    }

    /// Values of all kinds; texts that one reader or another takes for something else among them.
    private func tree(_ depth: Int, _ generator: inout SeededRandom) -> DataValue {
        switch generator.below(depth == 0 ? 5 : 8) {
        case 0: return generator.pick([.null, true, false])
        case 1: return .number(generator.below(1000) - 500)
        case 2: return generator.pick(["1.20", "-0.5", "100000000000000000000"]).flatMapNumber
        case 3: return .string(generator.pick(Self.oddTexts))
        case 4:
            return .string(
                generator.text(
                    of: ["a", " ", "\n", "é", "\t", "# ", ": ", "- ", "'", "\"", "x"], count: generator.below(6)))
        case 5: return .array((0..<generator.below(4)).map { _ in tree(depth - 1, &generator) })
        default:
            var object = DataValue.Object()
            for _ in 0..<generator.below(4) {
                object[generator.pick(["k", "l", "yes", "1", "a b", "é", "x: y"])] = tree(depth - 1, &generator)
            }
            return .object(object)
        }
    }

    private static let oddTexts = [
        "", "yes", "No", "on", "y", "null", "~", "true", "0644", "012", "0x1f", "0o17", "1e3", "1.5e+3", "1_000", ".5",
        "+5",
        "1:30",
        "2026-11-23", ".inf", "=", "<<", "- a", "a: b", "#", "[", "{a", "*a", "&a", "!a", "%a", "@a", "`a", "\u{85}",
        "\u{2028}",
        "---", "...", "a\r\nb", " a ",
    ]
}

extension String {
    fileprivate var flatMapNumber: DataValue { DataValue.Number(self).map { .number($0) } ?? .null }
}
