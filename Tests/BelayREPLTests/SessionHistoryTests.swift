import BelayREPL
import Foundation
import Testing

@Suite("What was typed into sessions")
struct SessionHistoryTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belay-history-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path + "/state")
    }

    @Test func `Entries come back as they were, line ends and backslashes too`() async throws {
        try await inFolder { folder in
            let history = SessionHistory(in: folder)
            let entries = ["say \"a\"", "if yes {\n    say \"b\\n\"\n}", "\\", "漢字"]
            for entry in entries { #expect(history.add(entry)) }
            #expect(history.entries == entries)
        }
    }

    @Test func `Sessions side by side lose nothing of each other`() async throws {
        try await inFolder { folder in
            await withTaskGroup(of: Void.self) { group in
                for session in 0..<4 {
                    group.addTask {
                        let history = SessionHistory(in: folder)
                        for number in 0..<25 { history.add("let x\(session)_\(number) = 1") }
                    }
                }
            }
            let entries = SessionHistory(in: folder).entries
            #expect(entries.count == 100)
            #expect(Set(entries).count == 100)
            for session in 0..<4 {
                let own = entries.filter { $0.hasPrefix("let x\(session)_") }
                #expect(own == (0..<25).map { "let x\(session)_\($0) = 1" })
            }
        }
    }

    @Test func `The oldest are forgotten first`() async throws {
        try await inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let text = (0..<SessionHistory.limit).map { "old \($0)\n" }.joined()
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/history"))
            SessionHistory(in: folder).add("new")
            let entries = SessionHistory(in: folder).entries
            #expect(entries.count == SessionHistory.limit)
            #expect(entries.first == "old 1")
            #expect(entries.last == "new")
        }
    }

    @Test func `What somebody else has put into the file upsets nothing`() async throws {
        try await inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let text = Array("\n\none\ntwo\\".utf8) + [10, 0xff, 10] + Array("the end\\nwithout a line end".utf8)
            try Data(text).write(to: URL(fileURLWithPath: folder + "/history"))
            let entries = ["one", "two", "\u{fffd}", "the end\nwithout a line end"]
            #expect(SessionHistory(in: folder).entries == entries)
        }
    }

    /// Not by its permissions: tests may be run by root.
    @Test(
        arguments: ["history", "/proc/self/mem", "/proc/self/nothing/there", "/"])
    func `A file that cannot be read stays as it is, and nothing is added`(target: String) async throws {
        try await inFolder { folder in
            let files = FileManager.default
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/history"
            try files.createSymbolicLink(atPath: path, withDestinationPath: target)
            // What is not there is empty, and everything else is not.
            let isAbsent = target.hasSuffix("/nothing/there")
            #expect(SessionHistory(in: folder).add("new") == isAbsent)
            #expect((try? files.destinationOfSymbolicLink(atPath: path)) == (isAbsent ? nil : target))
            #expect(try files.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".belay-new-") })
        }
    }

    @Test func `A folder that cannot be written leaves the session alone`() {
        #expect(!SessionHistory(in: "/dev/null/state").add("x"))
        #expect(SessionHistory(in: "/dev/null/state").entries == [])
    }
}

extension SessionHistory {
    fileprivate var entries: [String] {
        var entries: [String] = []
        forEachEntry { entries.append(String(cString: $0)) }
        return entries
    }
}
