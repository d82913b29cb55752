import Glibc

/// Names in folders, for completion.
enum FileNames {
    /// Runbooks, and folders with a slash behind them, that a path can be completed to.
    static func runbooks(startingWith prefix: String) -> [String] {
        all(startingWith: prefix, home: "").filter { $0.hasSuffix("/") || $0.hasSuffix(".runbook") }
    }

    /// Files, and folders with a slash behind them; `~/` leads to `home`. Hidden ones once their dot is typed.
    static func all(startingWith prefix: String, home: String) -> [String] {
        // By bytes: names that look alike are not the same.
        let folder = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(Substring(prefix.utf8[...$0])) } ?? ""
        let place = path(of: folder, home: home)
        guard let listing = opendir(place) else { return [] }
        defer { closedir(listing) }
        let wantsHidden = prefix.utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: ".")
        var found: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name != ".", name != "..", name.unicodeScalars.allSatisfy(\.isShown) else { continue }
            if name.utf8.first == UInt8(ascii: "."), !wantsHidden { continue }
            let path = folder + name
            guard path.utf8.starts(with: prefix.utf8) else { continue }
            found.append(isFolder(entry.pointee, "\(place)/\(name)") ? path + "/" : path)
        }
        return found.sorted()
    }

    /// Also by way of a link.
    private static func isFolder(_ entry: dirent, _ path: String) -> Bool {
        switch Int32(entry.d_type) {
        case Int32(DT_DIR): return true
        case Int32(DT_LNK), Int32(DT_UNKNOWN):
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        default: return false
        }
    }

    private static func path(of folder: String, home: String) -> String {
        if folder.hasPrefix("~/"), !home.isEmpty { return home + folder.dropFirst() }
        return folder.isEmpty ? "." : folder
    }
}

extension Unicode.Scalar {
    /// True if it can be typed and seen; the joiners do no harm between letters.
    fileprivate var isShown: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: self == "\u{200C}" || self == "\u{200D}"
        default: true
        }
    }
}
