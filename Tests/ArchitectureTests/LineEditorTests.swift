import Testing

/// The order that `belay_editor.h` gives.
@Suite("The files of the line editor are layers")
struct LineEditorTests {
    private static let folder = "Sources/CLibEdit"

    private static func files() throws -> [String] {
        let header = try SourceTree.text("\(folder)/belay_editor.h")
        return header.matches(of: /\n\/\/ {5}(belay_\w+\.c)\b/).map { String($0.output.1) }
    }

    /// Without its comments.
    private static func code(_ file: String) throws -> String {
        try SourceTree.text("\(folder)/\(file)").replacing(/\/\/[^\n]*/, with: "")
    }

    @Test func `A file calls only what files before it define`() throws {
        let files = try Self.files()
        #expect(files.count >= 10)
        var defined: [(name: String, height: Int)] = []
        for (height, file) in files.enumerated() {
            for match in try Self.code(file).matches(of: /\n(?!static)[a-z][^\n;{]*\b(belay_\w+)\([^\n]*\{/) {
                defined.append((String(match.output.1), height))
            }
        }
        #expect(defined.count >= 30)
        for (height, file) in files.enumerated() {
            let words = Set(try Self.code(file).split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
            for (name, other) in defined where other > height && words.contains(name) {
                Issue.record("\(file) calls \(name) of \(files[other])")
            }
        }
    }
}
