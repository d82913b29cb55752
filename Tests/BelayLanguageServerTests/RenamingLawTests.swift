import BelayData
import BelayRPC
import BelayTestSupport
import Foundation
import Testing

@testable import BelayLanguageServer

/// A name that is renamed and renamed back is where it was.
final class RenamingLawTests {
    private var refusal: String?

    @Test func `Rename there and back gives the same bytes`() throws {
        var random = SeededRandom(seed: 11)
        let session = ServerSession(runbooks: "/nowhere")
        var texts: [String: String] = [:]
        try FileManager.default.createDirectory(
            atPath: session.folder.path + "/lib", withIntermediateDirectories: true)
        for name in [
            "deploy.runbook", "lib/services.runbook", "lib/packages.runbook", "lib/git.runbook", "lib/haproxy.runbook",
            "lib/http.runbook", "lib/files.runbook", "lib/inventory.runbook", "lib/hosts.runbook",
        ] {
            let text = try Repository.text("runbooks/\(name)")
            session.folder.write(text, to: name)
            texts[name] = text
        }
        let name = "deploy.runbook"
        session.open(name, try #require(texts[name]))
        let words = try places(of: #require(texts[name]))
        var renamed = 0
        for _ in 0..<60 where renamed < 12 {
            let place = random.pick(words)
            let there = try apply(session, name, place, "zzz9", texts)
            guard let there else { continue }
            renamed += 1
            #expect(there != texts)
            session.change(name, version: 2, [["text": .string(there[name] ?? "")]])
            for (file, text) in there where file != name { session.folder.write(text, to: file) }
            let old = Self.word(at: place, in: try #require(texts[name]))
            let back = try apply(session, name, place, old, there)
            #expect(back == texts, "\(old) at \(place): \(refusal ?? "")")
            for (file, text) in texts where file != name { session.folder.write(text, to: file) }
            session.change(name, version: 3, [["text": .string(texts[name] ?? "")]])
        }
        #expect(renamed == 12)
    }

    private static func word(at place: Position, in text: String) -> String {
        let line = text.components(separatedBy: "\n")[place.line]
        let rest = line.utf8.dropFirst(place.character).prefix {
            $0 == 0x5F || $0 == 0x2D || Unicode.Scalar($0).properties.isAlphabetic || (0x30...0x39).contains($0)
        }
        return String(rest) ?? ""
    }

    /// Where words begin, in bytes.
    private func places(of text: String) throws -> [Position] {
        text.components(separatedBy: "\n").enumerated().flatMap { number, line -> [Position] in
            let bytes = Array(line.utf8)
            return bytes.indices.filter { index in
                Unicode.Scalar(bytes[index]).properties.isAlphabetic
                    && (index == 0
                        || !Unicode.Scalar(bytes[index - 1]).properties.isAlphabetic && bytes[index - 1] != 0x2D
                            && bytes[index - 1] != 0x5F)
            }.map { Position(line: number, character: $0) }
        }
    }

    /// The files after the rename; nil where it is refused.
    private func apply(
        _ session: ServerSession, _ name: String, _ place: Position, _ new: String, _ texts: [String: String]
    ) throws -> [String: String]? {
        guard session.ask("prepareRename", name, place)["placeholder"] != nil else { return nil }
        let edit = session.ask("rename", name, place, [("newName", .string(new))])
        guard let changes = edit["changes"]?.object?.members else {
            refusal = edit["message"]?.string
            return nil
        }
        var after = texts
        for member in changes {
            let file = String(DocumentURI(member.key).path.dropFirst(session.folder.path.count + 1))
            var document = OpenDocument(uri: DocumentURI(member.key), version: 0, text: texts[file] ?? "", .utf8)
            let edits = try (member.value.array ?? []).map {
                try TextChange(Parameters(["range": $0["range"] ?? .null, "text": $0["newText"] ?? .null]))
            }
            document.apply(edits.sorted { ($1.range?.start ?? place) < ($0.range?.start ?? place) }, version: 1)
            after[file] = String(decoding: document.bytes, as: UTF8.self)
        }
        return after
    }
}
