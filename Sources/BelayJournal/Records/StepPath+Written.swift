import BelayRuntime

/// In the journal a step is a text such as `3.2[2:10.0.0.4].1`: as people see it, with the position of a loop's element
/// before its label (`?` when it is not known), and `\` before a `]` or `\` of the label.
extension StepPath {
    var written: String {
        var text = ""
        for component in components {
            switch component {
            case .ordinal(let number): text += text.isEmpty ? "\(number)" : ".\(number)"
            case .element(let position, let label):
                let place = position.map { String($0) } ?? "?"
                text += "[\(place):\(Self.escaping(label))]"
            case .attempt(let number): text += "~\(number)"
            case .undo: text += ".undo"
            }
        }
        return text
    }

    /// Nil when the text is not such a path.
    init?(written text: String) {
        var rest = Array(text.unicodeScalars)[...]
        var components: [Component] = []
        while let first = rest.first {
            switch first {
            case "[":
                guard let element = Self.takeElement(&rest) else { return nil }
                components.append(element)
            case "~":
                rest.removeFirst()
                guard let number = Self.takeNumber(&rest) else { return nil }
                components.append(.attempt(number))
            case ".":
                rest.removeFirst()
                if rest.starts(with: "undo".unicodeScalars) {
                    rest.removeFirst(4)
                    components.append(.undo)
                } else {
                    guard !components.isEmpty, let number = Self.takeNumber(&rest) else { return nil }
                    components.append(.ordinal(number))
                }
            default:
                guard components.isEmpty, let number = Self.takeNumber(&rest) else { return nil }
                components.append(.ordinal(number))
            }
        }
        self.init(components)
    }

    private static func escaping(_ label: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in label.unicodeScalars {
            if scalar == "]" || scalar == "\\" { text.append("\\") }
            text.append(scalar)
        }
        return String(text)
    }

    private static func takeNumber(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
        var digits = String.UnicodeScalarView()
        while let next = rest.first, ("0"..."9").contains(next) || (next == "-" && digits.isEmpty) {
            digits.append(next)
            rest.removeFirst()
        }
        return Int(String(digits))
    }

    /// `[position:label]`
    private static func takeElement(_ rest: inout ArraySlice<Unicode.Scalar>) -> Component? {
        rest.removeFirst()
        var position: Int?
        if rest.first == "?" {
            rest.removeFirst()
        } else {
            position = takeNumber(&rest)
            guard position != nil else { return nil }
        }
        guard rest.popFirst() == ":" else { return nil }
        var label = String.UnicodeScalarView()
        while let next = rest.popFirst() {
            if next == "]" { return .element(position: position, label: String(label)) }
            guard let scalar = next == "\\" ? rest.popFirst() : next else { return nil }
            label.append(scalar)
        }
        return nil
    }
}
