import Foundation
import Testing

/// The checkout that the tests were built from.
enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// The names of the folders in a folder.
    static func folders(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: root.appending(path: path), includingPropertiesForKeys: [.isDirectoryKey]
        )
        .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false }
        .map(\.lastPathComponent)
        .sorted()
    }

    /// The paths of all Swift files below a folder, relative to the root.
    static func swiftFiles(in path: String) throws -> [String] {
        let folder = root.appending(path: path)
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        return walk.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") }
            .map { "\(path)/\($0)" }
            .sorted()
    }
}

/// One `import` of a Swift file.
struct ImportLine: CustomStringConvertible {
    var module: String
    var file: String
    var line: Int

    var description: String { "\(file):\(line): import \(module)" }

    static func all(in file: String) throws -> [ImportLine] {
        var found: [ImportLine] = []
        for (index, line) in try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else { continue }
            let before = words[..<keyword]
            guard before.allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0) })
            else { continue }
            // `import struct Module.Type` names the module before the dot.
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let rest = words[(keyword + 1)...].filter { !kinds.contains($0) }
            guard let module = rest.first?.split(separator: ".").first else { continue }
            found.append(ImportLine(module: String(module), file: file, line: index + 1))
        }
        return found
    }
}
