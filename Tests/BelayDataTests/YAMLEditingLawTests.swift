import BelayData
import BelayTestSupport
import Testing

@Suite struct YAMLEditingLawTests {
    private enum Edit {
        case set(DataValue)
        case remove
        case append(DataValue)
    }

    @Test func `Random documents read as what they say`() throws {
        var generator = SeededRandom(seed: 8)
        for _ in 0..<400 {
            let document = RandomDocument(&generator)
            #expect(try YAML.read(document.text) == document.tree, "\(document.text)")
        }
    }

    @Test func `Setting what is there changes nothing`() throws {
        var generator = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let random = RandomDocument(&generator)
            var document = try YAMLDocument(random.text)
            for _ in 0..<4 {
                let path = existingPath(in: random.tree, &generator)
                try document.set(YAMLPath(path), to: value(at: path, in: random.tree))
                #expect(document.text == random.text)
            }
        }
    }

    /// Reading the new text gives the tree with the same edit, and lines that have no part of the value stay as they are.
    @Test func `Edits change their value and nothing else`() throws {
        var generator = SeededRandom(seed: 10)
        for _ in 0..<1500 {
            let random = RandomDocument(&generator)
            var path = existingPath(in: random.tree, &generator)
            if generator.onceIn(4), value(at: path, in: random.tree).object != nil { path.append(.field("new")) }
            if generator.onceIn(8), path.last == .field("new") { path.append(.field("newer")) }
            let old = value(at: path, in: random.tree)
            let edit: Edit =
                switch generator.below(old.isNull || old.array != nil ? 4 : 3) {
                case 0: .remove
                case 1, 2: .set(randomTree(&generator, depth: 2))
                default: .append(randomTree(&generator, depth: 2))
                }
            var document = try YAMLDocument(random.text)
            do throws(YAMLEditError) {
                switch edit {
                case .set(let value): try document.set(YAMLPath(path), to: value)
                case .remove: try document.remove(YAMLPath(path))
                case .append(let value): try document.append(value, to: YAMLPath(path))
                }
            } catch {
                Issue.record("\(error) after \(edit) in:\n\(random.text)")
                continue
            }
            let wanted = changed(random.tree, path[...]) { Self.apply(edit, to: $0) }
            #expect(try YAML.read(document.text) == wanted ?? .null, "\(edit) at \(YAMLPath(path)) in:\n\(random.text)")
            #expect(document.tree == wanted)
            expectKept(random, document.text, edit, path)
        }
    }

    /// However odd a text is, an edit is made or refused, and a text in which it was made reads back.
    @Test func `Odd texts are edited or refused`() throws {
        var generator = SeededRandom(seed: 11)
        let pieces = [
            "a", "b: ", "c: ", "- ", "\n", "\n", "\n  ", "\n    ", " ", "\"x\"", "'", "|\n", ">+\n", "[", "]", "{", "}",
            ", ", " # c", "---", "...", "\r\n",
            "~", "\u{FEFF}", "a: {b: 1}", "a: [1, 2]",
        ]
        var edited = 0
        for _ in 0..<6000 {
            let text = generator.text(of: pieces, count: 1 + generator.below(9))
            guard var document = try? YAMLDocument(text) else { continue }
            var path = existingPath(in: document.tree, &generator)
            if path.isEmpty || generator.onceIn(3) { path.append(.field(generator.pick(["a", "new"]))) }
            let edit = generator.below(3)
            do throws(YAMLEditError) {
                switch edit {
                case 0: try document.set(YAMLPath(path), to: randomTree(&generator, depth: 2))
                case 1: try document.remove(YAMLPath(path))
                default: try document.append(randomTree(&generator, depth: 1), to: YAMLPath(path))
                }
                edited += 1
            } catch {
                #expect(document.text == text)
                #expect(
                    !error.message.contains("cannot stay"), "\(text.debugDescription) at \(YAMLPath(path)), \(edit)")
            }
            #expect(try YAML.read(document.text) == document.tree)
        }
        #expect(edited > 500)
    }

    private static func apply(_ edit: Edit, to value: DataValue?) -> DataValue? {
        switch edit {
        case .set(let value): return value
        case .remove: return nil
        case .append(let added):
            let elements = added.array ?? [added]
            return elements.isEmpty ? value : .array((value?.array ?? []) + elements)
        }
    }

    /// The lines that the edit may not touch have to be there still, in their order.
    private func expectKept(_ random: RandomDocument, _ text: String, _ edit: Edit, _ path: [YAMLPath.Step]) {
        let lines = text.split(separator: random.lineEnd as String, omittingEmptySubsequences: false)
        var found = lines.startIndex
        for line in random.lines where !mayChange(line, edit, path, in: random.tree) {
            guard let index = lines[found...].firstIndex(where: { $0 == line.text }) else {
                Issue.record("\(line.text) is lost after \(edit) at \(YAMLPath(path)) in:\n\(random.text)\n=>\n\(text)")
                return
            }
            found = index + 1
        }
        #expect(text.hasSuffix(random.lineEnd) || !random.endsWithLineEnd)
    }

    private func mayChange(_ line: RandomDocument.Line, _ edit: Edit, _ path: [YAMLPath.Step], in tree: DataValue)
        -> Bool
    {
        guard let owner = line.owner else { return line.text.isEmpty }
        if owner.starts(with: path) { return true }
        if path.starts(with: owner) {
            // A value around it that is in brackets, absent or empty, or becomes empty.
            let outer = value(at: owner, in: tree)
            let isSmall = (outer.array?.count ?? outer.object?.count ?? 0) <= 1
            return line.isFlow || isSmall
        }
        // The entry after the first takes its place behind the dash.
        let isSibling = owner.count >= path.count && owner.starts(with: path.dropLast())
        if case .remove = edit { return !line.isComment && isSibling && isFirst(path, in: tree) }
        return false
    }

    private func isFirst(_ path: [YAMLPath.Step], in tree: DataValue) -> Bool {
        let outer = value(at: Array(path.dropLast()), in: tree)
        switch path.last {
        case .field(let name): return outer.object?.keys.first == name
        case .index(let index): return index == 0
        case .selection, nil: return false
        }
    }

    private func existingPath(in tree: DataValue, _ generator: inout SeededRandom) -> [YAMLPath.Step] {
        var path: [YAMLPath.Step] = []
        var value = tree
        repeat {
            if let keys = value.object?.keys, !keys.isEmpty {
                path.append(.field(generator.pick(keys)))
            } else if let count = value.array?.count, count > 0 {
                path.append(.index(generator.below(count)))
            } else {
                break
            }
            value = self.value(at: Array(path.suffix(1)), in: value)
        } while !generator.onceIn(3)
        return path
    }

    private func value(at path: [YAMLPath.Step], in tree: DataValue) -> DataValue {
        path.reduce(tree) { value, step in
            switch step {
            case .field(let name): value[name] ?? .null
            case .index(let index): value[index] ?? .null
            case .selection(let field, let text, _): value.array?.first { $0[field] == .string(text) } ?? .null
            }
        }
    }

    /// What an edit means, written down once more.
    private func changed(_ value: DataValue?, _ path: ArraySlice<YAMLPath.Step>, _ change: (DataValue?) -> DataValue?)
        -> DataValue?
    {
        guard let step = path.first else { return change(value) }
        switch step {
        case .field(let name):
            var object = value?.object ?? DataValue.Object()
            let new = changed(object[name], path.dropFirst(), change)
            if new == nil, object[name] == nil { return value }
            object[name] = new
            return .object(object)
        case .index(let index):
            var elements = value?.array ?? []
            guard let new = changed(elements[index], path.dropFirst(), change) else {
                elements.remove(at: index)
                return .array(elements)
            }
            elements[index] = new
            return .array(elements)
        case .selection: return value
        }
    }
}
