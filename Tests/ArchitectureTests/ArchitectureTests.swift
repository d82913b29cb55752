import Foundation
import Testing

@Suite("The architecture is as its page says")
struct ArchitectureTests {
    @Test("Every target is in the table, and the table names nothing else")
    func everyTargetIsInTheTable() throws {
        #expect(try Architecture().targets.sorted() == SourceTree.folders(in: "Sources"))
    }

    @Test("An import only points down")
    func importsPointDown() throws {
        let targets = try Architecture().targets
        for (height, target) in targets.enumerated() {
            let below = Set(targets.prefix(height))
            for line in try imports(of: target) where targets.contains(line.module) {
                #expect(below.contains(line.module), "\(line) points up")
            }
        }
    }

    @Test("The core imports nothing that could touch the world")
    func coreIsPure() throws {
        let architecture = try Architecture()
        let allowed = Set(architecture.targets).union(["Synchronization"])
        #expect(architecture.pureCount >= 6)
        for target in architecture.pureTargets {
            for line in try imports(of: target) {
                #expect(allowed.contains(line.module), "\(line) is not for the core")
            }
        }
    }

    @Test("The core reads no clock, no argument and no input, and prints nothing")
    func coreCallsNothingOutside() throws {
        let forbidden = [
            "ContinuousClock", "SuspendingClock", "Task.sleep", "CommandLine", " print(", "debugPrint(",
        ]
        for target in try Architecture().pureTargets {
            for file in try SourceTree.swiftFiles(in: "Sources/\(target)") {
                let text = try SourceTree.text(file)
                for word in forbidden { #expect(!text.contains(word), "\(file) has \(word)") }
            }
        }
    }

    @Test("Foundation is imported nowhere")
    func noFoundation() throws {
        let heavy: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch"]
        for target in try Architecture().targets {
            for line in try imports(of: target) {
                #expect(!heavy.contains(line.module), "\(line) costs more at start-up than all the rest")
            }
        }
    }

    @Test func `Only the walk itself knows a plan from a run`() throws {
        let places = ["Await", "Blocks", "Branches", "Loops", "Statements", "Values"].map { "Interpreter+\($0).swift" }
        var found: [String] = []
        for file in try SourceTree.swiftFiles(in: "Sources/BelayRuntime/Interpreter") {
            let tokens = SwiftTokens(try SourceTree.text(file)).tokens
            let asks = tokens.filter { $0 == "walksEveryPath" }.count
            #expect(asks <= 1, "\(file) asks \(asks) times")
            if asks > 0 { found.append(String(file.split(separator: "/").last ?? "")) }
        }
        #expect(found == places)
    }

    @Test("Every path that the page names exists")
    func pathsExist() throws {
        let paths = try Architecture().paths
        #expect(paths.count > 5)
        for path in paths { #expect(SourceTree.exists(path), "ARCHITECTURE.md names \(path)") }
    }

    @Test("Every type that the page names exists")
    func typesExist() throws {
        let types = try Architecture().types
        #expect(types.count > 20)
        let declared = try declaredNames()
        for type in types {
            for name in type.split(separator: ".") where name.first?.isUppercase == true {
                #expect(declared.contains(String(name)), "ARCHITECTURE.md names the type \(type)")
            }
        }
    }

    @Test("Files are short")
    func filesAreShort() throws {
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let lines = try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= Self.longestFile, "\(file) has \(lines) lines: it is two nouns")
            if lines > Self.longFile {
                Issue.record("\(file) has \(lines) lines: is there a reason?", severity: .warning)
            }
        }
    }

    /// Over this a file wants a reason.
    private static let longFile = 300
    /// Over this none is good enough.
    private static let longestFile = 600

    private func imports(of target: String) throws -> [ImportLine] {
        try SourceTree.swiftFiles(in: "Sources/\(target)").flatMap(ImportLine.all)
    }

    private func declaredNames() throws -> Set<String> {
        let keywords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        var names: Set<String> = []
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let words = try SourceTree.text(file).split { !($0.isLetter || $0.isNumber || $0 == "_") }
            for (keyword, name) in zip(words, words.dropFirst()) where keywords.contains(keyword) {
                names.insert(String(name))
            }
        }
        return names
    }
}
