extension StepPath {
    /// Labels that tell the elements of a list apart in numbers: as they are shown, and the second of two that look
    /// alike with `#2` behind it.
    static func labels(of texts: [String]) -> [String] {
        var taken: Set<String> = []
        var last: [String: Int] = [:]
        return texts.map { text in
            var label = text
            while !taken.insert(label).inserted {
                let number = last[text, default: 1] + 1
                last[text] = number
                label = "\(text)#\(number)"
            }
            return label
        }
    }

    /// A label as it is written between the brackets of a number. Brackets that pair up, as those of a list or a
    /// record do, stay as they are; where some do not, all have a `\` before them, and so has a `\`. Line ends are
    /// `\n` and `\r`.
    public static func shown(label: String) -> String {
        let escapesBrackets = !label.hasPairedBrackets
        var text = String.UnicodeScalarView()
        for scalar in label.unicodeScalars {
            switch scalar {
            case "\n": text += ["\\", "n"]
            case "\r": text += ["\\", "r"]
            case "\\": text += ["\\", "\\"]
            case "[" where escapesBrackets, "]" where escapesBrackets: text += ["\\", scalar]
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// The end of a number before an `=`; nil when no `=` follows one.
    public static func end(ofNumberIn text: String) -> String.Index? {
        let scalars = text.unicodeScalars
        var depth = 0
        var index = scalars.startIndex
        while index < scalars.endIndex {
            switch scalars[index] {
            case "\\":
                index = scalars.index(after: index)
                if index == scalars.endIndex { return nil }
            case "[": depth += 1
            case "]": depth -= 1
            case "=" where depth <= 0: return index == scalars.startIndex ? nil : index
            default: break
            }
            index = scalars.index(after: index)
        }
        return nil
    }
}

extension String {
    /// Each `]` closes a `[` before it, and none is left open.
    fileprivate var hasPairedBrackets: Bool {
        var depth = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}
