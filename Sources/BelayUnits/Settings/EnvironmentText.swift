/// Variables as unit files and the files that they name write them, see systemd.exec(5), "Environment".
enum EnvironmentText {
    /// The assignments of an `Environment=` line. What is none is passed over.
    static func assignments(in line: String, _ specifiers: Specifiers) -> [String: String] {
        var found: [String: String] = [:]
        for word in (try? QuotedWords.split(line)) ?? [] { add(specifiers.expand(word.text), to: &found) }
        return found
    }

    /// The variables of an `EnvironmentFile`: a line each, a value may be quoted, a backslash continues a line.
    static func variables(inFile text: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in text.replacingContinuations().split(separator: "\n") {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
            guard let equals = trimmed.firstIndex(of: "=") else { continue }
            let name = trimmed[..<equals].filter { $0 != " " && $0 != "\t" }
            add("\(name)=\(unquoted(trimmed[trimmed.index(after: equals)...]))", to: &found)
        }
        return found
    }

    private static func add(_ text: String, to variables: inout [String: String]) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return }
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }

    private static func unquoted(_ text: Substring) -> String {
        var result = ""
        var quote: Character?
        var isEscaped = false
        var trailing = ""
        for letter in text.drop(while: { $0 == " " || $0 == "\t" }) {
            if isEscaped {
                result += trailing
                (trailing, isEscaped) = ("", false)
                // In double quotes only these four lose their backslash.
                if quote == "\"", !"\"\\`$".contains(letter) { result.append("\\") }
                result.append(letter)
            } else if letter == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if letter == open { quote = nil } else { result.append(letter) }
            } else if letter == "\"" || letter == "'" {
                result += trailing
                (trailing, quote) = ("", letter)
            } else if letter == " " || letter == "\t" || letter == "\r" {
                trailing.append(letter)
            } else {
                result += trailing
                trailing = ""
                result.append(letter)
            }
        }
        return result
    }
}

extension String {
    /// Without line ends that follow a backslash.
    fileprivate func replacingContinuations() -> String {
        var result = ""
        var previous: Character?
        for letter in self {
            if letter == "\n", previous == "\\" { result.removeLast() } else { result.append(letter) }
            previous = letter
        }
        return result
    }
}
