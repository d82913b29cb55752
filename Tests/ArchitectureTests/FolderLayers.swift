/// The types that the Swift files of a module declare and use, by the folder that each file is in.
struct FolderLayers {
    struct File {
        var path: String
        /// Its place in the order of the folders; nil when the order has no such folder.
        var height: Int?
        /// Types that other files can name as they are.
        var declared: Set<String> = []
        /// Types that lie in others, and private ones.
        var inner: Set<String> = []
        var used: Set<String> = []
    }

    /// A type that is declared in a later folder than the one it is used in.
    struct Use: Hashable, CustomStringConvertible {
        var type: String
        var file: String
        var declaration: String

        var description: String { "\(file) uses \(type) of \(declaration)" }
    }

    let files: [File]

    /// - Parameters:
    ///   - sources: the text of each file by its path within the module.
    ///   - folders: lowest first; `.` is the module's own folder. A folder brings those in it along, but for those that
    ///     are in the list themselves.
    init(_ sources: [String: String], folders: [String]) {
        files = sources.sorted { $0.key < $1.key }.map { path, text in
            var file = File(path: path, height: Self.height(of: path, in: folders))
            file.read(SwiftTokens(text).tokens)
            return file
        }
    }

    static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    private static func height(of path: String, in folders: [String]) -> Int? {
        var folder = folder(of: path)
        if folder.isEmpty { return folders.firstIndex(of: ".") }
        while !folder.isEmpty {
            if let height = folders.firstIndex(of: folder) { return height }
            folder = self.folder(of: folder)
        }
        return nil
    }

    /// Every use that points to a later folder. What a type's members bring with them is not seen: only its name is.
    var usesOfLater: [Use] {
        var owners: [String: File] = [:]
        for file in files { for type in file.declared { owners[type] = file } }
        return files.flatMap { file -> [Use] in
            // A name that the folder has for a type of its own is that one.
            let own = files.filter { $0.height == file.height }.reduce(into: Set<String>()) { $0.formUnion($1.inner) }
            return file.used.subtracting(own).sorted().compactMap { type in
                guard let owner = owners[type], let height = file.height, let later = owner.height, later > height
                else { return nil }
                return Use(type: type, file: file.path, declaration: owner.path)
            }
        }
    }
}

extension FolderLayers.File {
    private static let keywords: Set<String> = ["struct", "enum", "class", "actor", "protocol", "typealias"]

    fileprivate mutating func read(_ tokens: [String]) {
        var depth = 0
        for (index, token) in tokens.enumerated() {
            switch token {
            case "{": depth += 1
            case "}": depth -= 1
            case _ where token.first?.isUppercase == true:
                if index > 0, Self.keywords.contains(tokens[index - 1]) {
                    let modifiers = tokens[max(0, index - 3)..<index]
                    let isPrivate = modifiers.contains("private") || modifiers.contains("fileprivate")
                    if depth > 0 || isPrivate { inner.insert(token) } else { declared.insert(token) }
                } else if index == 0 || tokens[index - 1] != "." {
                    used.insert(token)
                }
            default: break
            }
        }
    }
}
