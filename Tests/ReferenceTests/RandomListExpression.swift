import BelayTestSupport

/// An expression of lists, records and texts in Belay's spelling and in Python's.
struct RandomListExpression {
    struct Written {
        var belay: String
        var python: String

        init(_ belay: String, _ python: String) { (self.belay, self.python) = (belay, python) }
    }

    private var dice: SeededRandom
    /// No name hides another.
    private var names = 0

    private init(_ dice: SeededRandom) { self.dice = dice }

    static func written(_ dice: inout SeededRandom) -> Written {
        var expression = RandomListExpression(dice)
        defer { dice = expression.dice }
        switch expression.dice.below(8) {
        case 0: return expression.number(3)
        case 1: return expression.text(3)
        case 2: return expression.truth(3)
        case 3, 4: return expression.numbers(4)
        case 5: return expression.texts(4)
        case 6: return expression.records(3)
        default: return expression.end(3)
        }
    }

    // MARK: Lists

    private mutating func numbers(_ depth: Int) -> Written {
        guard depth > 0 else { return list(of: 5) { $0.number(0) } }
        switch dice.below(9) {
        case 0, 1: return list(of: 5) { $0.number(0) }
        case 2:
            let (records, field) = (records(depth - 1), "size")
            return Written("(\(records.belay)).\(field)", "[r['\(field)'] for r in \(records.python)]")
        case 3:
            let (one, other) = (numbers(depth - 1), numbers(depth - 1))
            return Written("(flat of [\(one.belay), \(other.belay)])", "(\(one.python) + \(other.python))")
        case 4:
            let (list, limit, name) = (numbers(depth - 1), number(0), name())
            return Written(
                "[for \(name) in \(list.belay) where $\(name) > \(limit.belay) give $\(name) + \(limit.belay)]",
                "[\(name) + \(limit.python) for \(name) in \(list.python) if \(name) > \(limit.python)]")
        case 5:
            let (list, name) = (texts(depth - 1), name())
            return Written(
                "[for \(name) in \(list.belay) give length of $\(name)]",
                "[N(str(len(\(name)))) for \(name) in \(list.python)]")
        default:
            let list = numbers(depth - 1)
            return changed(list, numbers(depth - 1))
        }
    }

    private mutating func texts(_ depth: Int) -> Written {
        guard depth > 0 else { return list(of: 4) { $0.text(0) } }
        switch dice.below(9) {
        case 0, 1: return list(of: 4) { $0.text(0) }
        case 2:
            let (text, separator) = (text(depth - 1), dice.pick(["a", ",", "é", "ab", " "]))
            return Written("(\(text.belay) split by \"\(separator)\")", "\(text.python).split(\"\(separator)\")")
        case 3:
            let text = text(depth - 1)
            return Written("(lines of \(text.belay))", "lines(\(text.python))")
        case 4:
            let record = record(depth - 1)
            return Written("(names of \(record.belay))", "list(\(record.python))")
        case 5:
            let (list, part, name) = (texts(depth - 1), text(0), name())
            return Written(
                "[for \(name) in \(list.belay) where $\(name) contains \(part.belay) give uppercase of $\(name)]",
                "[\(name).upper() for \(name) in \(list.python) if \(part.python) in \(name)]")
        default:
            let list = texts(depth - 1)
            return changed(list, texts(depth - 1))
        }
    }

    private mutating func records(_ depth: Int) -> Written {
        guard depth > 0 else { return list(of: 4) { $0.record(0) } }
        let list = records(depth - 1)
        switch dice.below(5) {
        case 0:
            let (field, isDown) = (dice.pick(["size", "name"]), dice.onceIn(2))
            return Written(
                "(\(list.belay) sorted by \(field)\(isDown ? " descending" : ""))",
                "ordered(\(list.python), '\(field)', \(isDown ? "True" : "False"))")
        case 1:
            let (limit, name) = (number(0), name())
            return Written(
                "[for \(name) in \(list.belay) where $\(name).size <= \(limit.belay)]",
                "[\(name) for \(name) in \(list.python) if \(name)['size'] <= \(limit.python)]")
        case 2:
            let (changes, name) = (record(0), name())
            return Written(
                "[for \(name) in \(list.belay) give $\(name) with \(changes.belay)]",
                "[\(name) | \(changes.python) for \(name) in \(list.python)]")
        case 3: return part(of: list)
        default: return list
        }
    }

    /// A list of which some elements are taken, or that is in another order, or longer.
    private mutating func changed(_ list: Written, _ other: Written) -> Written {
        switch dice.below(4) {
        case 0:
            let isDown = dice.onceIn(2)
            return Written(
                "(\(list.belay) sorted\(isDown ? " descending" : ""))",
                "ordered(\(list.python), down=\(isDown ? "True" : "False"))")
        case 1: return Written("(unique of \(list.belay))", "unique(\(list.python))")
        case 2: return Written("(\(list.belay) + \(other.belay))", "(\(list.python) + \(other.python))")
        default: return part(of: list)
        }
    }

    private mutating func part(of list: Written) -> Written {
        let count = dice.below(5)
        switch dice.below(4) {
        case 0: return Written("(first \(count) of \(list.belay))", "\(list.python)[:\(count)]")
        case 1: return Written("(last \(count) of \(list.belay))", "last(\(list.python), \(count))")
        case 2: return Written("(all but first \(count) of \(list.belay))", "\(list.python)[\(count):]")
        default: return Written("(all but last \(count) of \(list.belay))", "but_last(\(list.python), \(count))")
        }
    }

    private mutating func list(
        of most: Int, _ element: (inout RandomListExpression) -> Written
    ) -> Written {
        let elements = (0..<dice.below(most)).map { _ in element(&self) }
        return Written(
            "[\(elements.map(\.belay).joined(separator: ", "))]",
            "[\(elements.map(\.python).joined(separator: ", "))]")
    }

    // MARK: What is not a list

    private mutating func number(_ depth: Int) -> Written {
        guard depth > 0 else {
            let number =
                switch dice.below(6) {
                case 0: "-\(dice.below(9))"
                case 1: "\(dice.below(3)).\(dice.below(100))0"
                case 2: "0\(dice.below(9))"
                case 3: (0...dice.below(30)).map { _ in "\(1 + dice.below(9))" }.joined()
                default: "\(dice.below(12))"
                }
            return Written(number, "N(\"\(number)\")")
        }
        switch dice.below(5) {
        case 0:
            let list = numbers(depth - 1)
            return Written("(sum of \(list.belay))", "total(\(list.python))")
        case 1, 2:
            let (word, list) = (dice.pick(["max", "min"]), numbers(depth - 1))
            return Written("(\(word) of \(list.belay))", "extreme(\(word), \(list.python))")
        case 3:
            let list = dice.onceIn(2) ? texts(depth - 1) : records(depth - 1)
            return Written("(count of \(list.belay))", "N(str(len(\(list.python))))")
        default:
            let text = text(depth - 1)
            return Written("(length of \(text.belay))", "N(str(len(\(text.python))))")
        }
    }

    private mutating func text(_ depth: Int) -> Written {
        guard depth > 0 else {
            let pieces = ["a", "b", "B", " ", ",", "1", ".", "é", "ß", "日", "😀", "\\n", "ab"]
            let text = "\"\(dice.text(of: pieces, count: dice.below(5)))\""
            return Written(text, text)
        }
        let inner = text(depth - 1)
        switch dice.below(6) {
        case 0: return Written("(uppercase of \(inner.belay))", "\(inner.python).upper()")
        case 1: return Written("(lowercase of \(inner.belay))", "\(inner.python).lower()")
        case 2: return Written("(\(inner.belay) trimmed)", "\(inner.python).strip()")
        case 3:
            let (word, list) = (dice.pick(["max", "min"]), texts(depth - 1))
            return Written("(\(word) of \(list.belay))", "extreme(\(word), \(list.python))")
        default:
            let list = dice.onceIn(2) ? texts(depth - 1) : numbers(depth - 1)
            return Written("(\(list.belay) joined by \(inner.belay))", "\(inner.python).join(map(str, \(list.python)))")
        }
    }

    private mutating func record(_ depth: Int) -> Written {
        guard depth > 0 else {
            let (name, size) = (text(0), number(0))
            let more = dice.onceIn(3) ? number(0) : nil
            return Written(
                "[name=\(name.belay), size=\(size.belay)\(more.map { ", more=\($0.belay)" } ?? "")]",
                "{'name': \(name.python), 'size': \(size.python)\(more.map { ", 'more': \($0.python)" } ?? "")}")
        }
        let (one, other) = (record(depth - 1), record(depth - 1))
        return Written("(\(one.belay) with \(other.belay))", "(\(one.python) | \(other.python))")
    }

    private mutating func truth(_ depth: Int) -> Written {
        let (text, part) = (text(depth - 1), text(0))
        switch dice.below(5) {
        case 0: return Written("\(text.belay) begins with \(part.belay)", "\(text.python).startswith(\(part.python))")
        case 1: return Written("\(text.belay) ends with \(part.belay)", "\(text.python).endswith(\(part.python))")
        case 2: return Written("\(text.belay) contains \(part.belay)", "\(part.python) in \(text.python)")
        case 3:
            let (list, number) = (numbers(depth), number(0))
            return Written("\(list.belay) contains \(number.belay)", "\(number.python) in \(list.python)")
        default:
            let (record, name) = (record(depth - 1), dice.pick(["name", "more", "less"]))
            return Written("\(record.belay) contains \(name)", "'\(name)' in \(record.python)")
        }
    }

    /// The end of a list, of which there may be none.
    private mutating func end(_ depth: Int) -> Written {
        let list = dice.onceIn(2) ? numbers(depth) : records(depth - 1)
        return dice.onceIn(2)
            ? Written("first of \(list.belay)", "end(\(list.python), 0)")
            : Written("last of \(list.belay)", "end(\(list.python), -1)")
    }

    private mutating func name() -> String {
        names += 1
        return "x\(names)"
    }
}
