import Glibc

/// Names in folders, for completion.
enum FileNames {
    /// Runbooks, and folders with a slash behind them, that a path can be completed to.
    static func runbooks(startingWith prefix: String) -> [String] {
        all(startingWith: prefix, home: "").filter { $0.hasSuffix("/") || $0.hasSuffix(".runbook") }
    }

    /// Files, and folders with a slash behind them; `~/` leads to `home`.
    static func all(startingWith prefix: String, home: String) -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        guard let listing = opendir(path(of: folder, home: home)) else { return [] }
        defer { closedir(listing) }
        var found: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, !name.hasPrefix(".") else { continue }
            let path = folder + name
            guard path.hasPrefix(prefix) else { continue }
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
