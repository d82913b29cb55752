import Glibc

/// Names in folders, for completion.
enum FileNames {
    /// Runbooks, and folders with a slash behind them, that a path can be completed to.
    static func runbooks(startingWith prefix: String) -> [String] {
        all(startingWith: prefix, home: "").filter { $0.hasSuffix("/") || $0.hasSuffix(".runbook") }
    }

    /// Files, and folders with a slash behind them; `~/` leads to `home`.
    static func all(startingWith prefix: String, home: String) -> [String] {
        // By bytes: names that look alike are not the same.
        let folder = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(Substring(prefix.utf8[...$0])) } ?? ""
        guard let listing = opendir(path(of: folder, home: home)) else { return [] }
        defer { closedir(listing) }
        var found: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name.utf8.first != UInt8(ascii: "."), name.unicodeScalars.allSatisfy(\.isShown) else {
                continue
            }
            let path = folder + name
            guard path.utf8.starts(with: prefix.utf8) else { continue }
            if Int32(entry.pointee.d_type) == Int32(DT_DIR) {
                found.append(path + "/")
            } else {
                found.append(path)
            }
        }
        return found.sorted()
    }

    private static func path(of folder: String, home: String) -> String {
        if folder.hasPrefix("~/"), !home.isEmpty { return home + folder.dropFirst() }
        return folder.isEmpty ? "." : folder
    }
}

extension Unicode.Scalar {
    /// Whether it can be typed and seen; the joiners do no harm between letters.
    fileprivate var isShown: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: self == "\u{200C}" || self == "\u{200D}"
        default: true
        }
    }
}
