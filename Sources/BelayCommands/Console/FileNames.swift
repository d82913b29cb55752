import BelaySystem

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
        let wantsHidden = prefix.utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: ".")
        var found: [String] = []
        for entry in (try? Folder.entries(of: place)) ?? [] {
            guard entry.name.unicodeScalars.allSatisfy(\.isShown) else { continue }
            if entry.name.utf8.first == UInt8(ascii: "."), !wantsHidden { continue }
            let path = folder + entry.name
            guard path.utf8.starts(with: prefix.utf8) else { continue }
            found.append(isFolder(entry, "\(place)/\(entry.name)") ? path + "/" : path)
        }
        return found.sorted()
    }

    /// Also by way of a link.
    private static func isFolder(_ entry: Folder.Entry, _ path: String) -> Bool {
        switch entry.kind {
        case .folder: true
        case .link, nil: File.isFolder(path)
        case .file, .socket, .pipe, .device: false
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
