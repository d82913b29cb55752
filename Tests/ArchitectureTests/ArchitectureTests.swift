import Foundation
import Testing

@Suite("The architecture is as its page says")
struct ArchitectureTests {
    @Test func `Every target is in the table, and the table names nothing else`() throws {
        #expect(try Architecture().targets.sorted() == SourceTree.folders(in: "Sources"))
    }

    @Test func `An import only points down`() throws {
        let targets = try Architecture().targets
        for (height, target) in targets.enumerated() {
            let below = Set(targets.prefix(height))
            for line in try imports(of: target) where targets.contains(line.module) {
                #expect(below.contains(line.module), "\(line) points up")
            }
        }
    }

    @Test func `The core imports nothing that could touch the world`() throws {
        let architecture = try Architecture()
        let allowed = Set(architecture.targets).union(["Synchronization"])
        #expect(architecture.pureCount >= 6)
        for target in architecture.pureTargets {
            for line in try imports(of: target) {
                #expect(allowed.contains(line.module), "\(line) is not for the core")
            }
        }
    }

    @Test func `The core reads no clock, no argument and no input, and prints nothing`() throws {
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

    @Test func `The system is asked in one place`() throws {
        let calls = [
            "strerror", "opendir(", "readdir(", "getpwuid", "getpwnam", "uname(", "clock_gettime(", "gmtime",
            "strftime",
            "/usr/local/bin:/usr/bin",
        ]
        for file in try SourceTree.swiftFiles(in: "Sources") where !file.hasPrefix("Sources/BelaySystem/") {
            let text = try SourceTree.text(file)
            for call in calls { #expect(!text.contains(call), "\(file) has \(call), which is BelaySystem's") }
        }
    }

    @Test func `Foundation is imported nowhere`() throws {
        let heavy: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch"]
        for target in try Architecture().targets {
            for line in try imports(of: target) {
                #expect(!heavy.contains(line.module), "\(line) costs more at start-up than all the rest")
            }
        }
    }

    @Test func `Only the walk itself knows a plan from a run`() throws {
        let parts = [
            "Await", "Blocks", "Branches", "Loops", "Manual", "Reaching", "Rounds", "Statements", "Together",
            "Unwinding",
        ]
        let places = parts.map { "Interpreter+\($0).swift" }
        var found: [String] = []
        for file in try SourceTree.swiftFiles(in: "Sources/BelayRuntime/Interpreter") {
            let tokens = SwiftTokens(try SourceTree.text(file)).tokens
            let asks = tokens.filter { $0 == "walksEveryPath" }.count
            #expect(asks <= 1, "\(file) asks \(asks) times")
            let casts = ["LivePerformer", "ReplayPerformer"].filter(tokens.contains)
            #expect(casts.isEmpty, "\(file) knows \(casts)")
            if asks > 0 { found.append(String(file.split(separator: "/").last ?? "")) }
        }
        #expect(found == places)
    }

    @Test func `Every path that the page names exists`() throws {
        let paths = try Architecture().paths
        #expect(paths.count > 5)
        for path in paths { #expect(SourceTree.exists(path), "ARCHITECTURE.md names \(path)") }
    }

    @Test func `Every type that the page names exists`() throws {
        let types = try Architecture().types
        #expect(types.count > 20)
        let declared = try declaredNames()
        for type in types {
            for name in type.split(separator: ".") where name.first?.isUppercase == true {
                #expect(declared.contains(String(name)), "ARCHITECTURE.md names the type \(type)")
            }
        }
    }

    @Test func `Files are short`() throws {
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let lines = try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= Self.longestFile, "\(file) has \(lines) lines: it is two nouns")
            if lines > Self.longFile {
                Issue.record("\(file) has \(lines) lines: is there a reason?", severity: .warning)
            }
        }
    }

    /// Over this a file needs a reason.
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
