import BelaySyntax

/// A word that is to become the path of a file: as it is typed so far, and how a path is written in its place so that it
/// is one word there, and this one.
public struct FileWord {
    private enum Style {
        case shell
        case language
        /// To the end of the line, as behind `:load`.
        case line
    }

    /// The path as far as it is typed.
    let path: String
    private let source: String
    private let quote: Unicode.Scalar?
    private let style: Style
    /// Text that it must not contain, since it would end the block around it.
    private let excluded: String?
    private let home: String

    /// Nil when what is typed is not known.
    init?(_ word: ShellWord, in text: CommandText) {
        guard word.isWord, let value = word.value else { return nil }
        (path, source, quote, style) = (value, word.source, word.quote, .shell)
        (excluded, home) = (text.quotes, "")
    }

    /// A word or a text of the language. There nothing but completion makes anything of a `~`.
    init?(language source: String, home: String) {
        guard let (value, quote) = Self.read(source) else { return nil }
        (path, self.source, self.quote, style) = (value, source, quote, .language)
        (excluded, self.home) = (nil, home)
    }

    public init(line: String) {
        (path, source, quote, style, excluded, home) = (line, line, nil, .line, nil, "")
    }

    /// The paths that it can become, sorted.
    public func paths(among files: (_ prefix: String) -> [String]) -> [String] {
        found(among: files).filter { written($0, isWhole: true) != nil }.sorted()
    }

    private func found(among files: (_ prefix: String) -> [String]) -> [String] {
        guard path.begins(with: "~") else { return files(path) }
        switch style {
        case .line: return files(path)
        case .shell where source.begins(with: "~/"): return files(path)
        case .language where path.begins(with: "~/"):
            return home.isEmpty ? [] : files(path).map { home + $0.dropping(1) }
        case .shell, .language: return files("./" + path).map { $0.dropping(2) }
        }
    }

    /// What takes the place of the word when it becomes one of these paths, or as far as they are the same; nil when they
    /// have nothing in common beyond what is typed.
    public func replacement(among paths: [String]) -> (replaced: Int, inserted: String)? {
        guard let first = paths.first else { return nil }
        if paths.count == 1 {
            let isFolder = first.hasSuffix("/")
            return replacing(by: (written(first, isWhole: !isFolder) ?? "") + (isFolder ? "" : " "))
        }
        let shared = paths.dropFirst().reduce(Array(first.unicodeScalars)) { shared, path in
            zip(shared, path.unicodeScalars).prefix { $0 == $1 }.map(\.0)
        }
        guard shared.count > path.unicodeScalars.count,
            let text = written(String(String.UnicodeScalarView(shared)), isWhole: false)
        else { return nil }
        return replacing(by: text)
    }

    /// Only what differs is typed again.
    private func replacing(by text: String) -> (replaced: Int, inserted: String) {
        let shared = zip(source.unicodeScalars, text.unicodeScalars).prefix { $0 == $1 }.count
        return (
            source.unicodeScalars.count - shared,
            String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(shared)))
        )
    }

    /// Nil when it cannot be written there. What is not whole leaves its quote open.
    private func written(_ path: String, isWhole: Bool) -> String? {
        let text =
            switch style {
            case .shell: shellWord(path, isWhole)
            case .language: languageWord(path, isWhole)
            case .line: path
            }
        switch style {
        case .line: return path.first?.isWhitespace == true || path.last?.isWhitespace == true ? nil : text
        case .shell, .language: return excluded.map(text.holds) == true ? nil : text
        }
    }

    private func shellWord(_ path: String, _ isWhole: Bool) -> String {
        let isAtHome = source.begins(with: "~/") && path.begins(with: "~/")
        // Outside of the quotes, or it is a `~` like any other.
        let before = isAtHome ? "~/" : ""
        let path = isAtHome ? path.dropping(2) : Self.noOption(path)
        if quote == nil, path.unicodeScalars.allSatisfy(Self.isPlainInShell) { return before + path }
        let quote = quote == "\"" ? "\"" : "'"
        var text = before + quote
        for scalar in path.unicodeScalars {
            switch (scalar, quote) {
            case ("'", "'"): text += "'\\''"
            case ("\"", "\""), ("\\", "\""), ("`", "\""): text += "\\\(scalar)"
            // `\$name` would be a name of the shell's.
            case ("$", "\""): text += "\"'$'\""
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + (isWhole ? quote : "")
    }

    private func languageWord(_ path: String, _ isWhole: Bool) -> String {
        let path = Self.noOption(path)
        if quote == nil, Self.isWord(path) { return path }
        if quote == "'", !path.holds("'") { return "'" + path + (isWhole ? "'" : "") }
        var text = "\""
        for scalar in path.unicodeScalars {
            if ["\"", "\\", "$"].contains(scalar) { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + (isWhole ? "\"" : "")
    }

    /// A program would take what begins with `-` for an option.
    private static func noOption(_ path: String) -> String { path.begins(with: "-") ? "./" + path : path }

    private static func isPlainInShell(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || "0123456789_-./:@%+,".unicodeScalars.contains(scalar)
        }
        return scalar.properties.isAlphabetic
    }

    /// True if a bare word means this text, and not a number, duration or word of the language.
    private static func isWord(_ path: String) -> Bool {
        let isWhole = path.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || "0123456789_-./:@%+~*^".unicodeScalars.contains(scalar))
        }
        guard isWhole, !path.hasSuffix(":"), let first = path.unicodeScalars.first else { return false }
        return path.holds("/") || first.properties.isAlphabetic && Keyword(rawValue: path) == nil
    }

    /// The meaning of a word or the beginning of a text, and its quote; nil for a name, a text that has ended, and
    /// escapes of characters that a file's name should not have.
    private static func read(_ source: String) -> (value: String, quote: Unicode.Scalar?)? {
        var rest = source.unicodeScalars[...]
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            return rest.contains { "$\"'".unicodeScalars.contains($0) } ? nil : (source, nil)
        }
        rest.removeFirst()
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == quote { return nil }
            if quote == "'" || scalar != "\\" && scalar != "$" {
                value.append(scalar)
            } else if scalar == "\\" {
                guard let next = rest.popFirst(), "\"\\$".unicodeScalars.contains(next) else { return nil }
                value.append(next)
            } else {
                if let next = rest.first, next == "{" || next.properties.isAlphabetic { return nil }
                value.append(scalar)
            }
        }
        return (String(value), quote)
    }
}

/// By scalars, since a combining character makes another character of the one before it.
extension String {
    fileprivate func begins(with text: String) -> Bool { utf8.starts(with: text.utf8) }

    fileprivate func holds(_ text: String) -> Bool { utf8.firstRange(of: text.utf8) != nil }

    fileprivate func dropping(_ count: Int) -> String { String(UnicodeScalarView(unicodeScalars.dropFirst(count))) }
}
