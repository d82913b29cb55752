import BelayData
import BelayRPC
import BelayTestSupport
import Foundation

@testable import BelayLanguageServer

/// What an editor would show of an answer.
struct EditorAnswer {
    let session: ServerSession
    let name: String
    let lines: LineTable
    let position: Position

    private var whole: DataValue { lines.range(0, lines.bytes.count).data }

    private func ask(_ feature: String, _ more: [(String, DataValue)] = []) -> DataValue {
        session.ask(feature, name, position, more)
    }

    /// An error is shown by its sentence.
    private func refusal(_ answer: DataValue) -> String? {
        answer["code"]?.int != nil ? answer["message"]?.string : nil
    }

    private func shown(_ range: DataValue?) -> String {
        func place(_ end: String) -> String {
            "\((range?[end]?["line"]?.int ?? 0) + 1):\((range?[end]?["character"]?.int ?? 0) + 1)"
        }
        return "\(place("start"))-\(place("end"))"
    }

    private func file(_ uri: DataValue?) -> String {
        let path = DocumentURI(uri?.string ?? "").path
        return path.hasPrefix(session.folder.path + "/")
            ? String(path.dropFirst(session.folder.path.count + 1)) : path.replacing(Repository.path + "/", with: "")
    }

    func diagnostics() -> [String] {
        let found = session.diagnostics()
        return found.keys.sorted().flatMap { file in
            (found[file] ?? []).flatMap { diagnostic -> [String] in
                let head = "\(file):\(shown(diagnostic["range"])) \(diagnostic["code"]?.string ?? "")"
                let text = (diagnostic["message"]?.string ?? "").split(separator: "\n").map { "  \($0)" }
                let related = (diagnostic["relatedInformation"]?.array ?? []).map {
                    "  see \(self.file($0["location"]?["uri"])):\(shown($0["location"]?["range"])): \($0["message"]?.string ?? "")"
                }
                return [head] + text + related
            }
        }
    }

    func completion() -> [String] {
        let items = ask("completion")["items"]?.array ?? []
        let sorted = items.sorted { ($0["sortText"]?.string ?? "") < ($1["sortText"]?.string ?? "") }
        return sorted.map { item in
            [item["label"]?.string, item["textEdit"]?["newText"]?.string, item["detail"]?.string]
                .compactMap(\.self).joined(separator: " · ")
        }
    }

    func hover() -> [String] {
        (ask("hover")["contents"]?["value"]?.string ?? "nothing").replacing("```", with: "~~~")
            .components(separatedBy: "\n")
    }

    func places(_ feature: String, _ more: [(String, DataValue)]) -> [String] {
        let answer = ask(feature, more)
        return (answer.array ?? (answer.isNull ? [] : [answer])).map { "\(file($0["uri"])):\(shown($0["range"]))" }
    }

    func rename(to name: String) -> [String] {
        let answer = ask("rename", [("newName", .string(name))])
        if let refusal = refusal(answer) { return [refusal] }
        return (answer["changes"]?.object?.members ?? []).flatMap { member in
            (member.value.array ?? []).map {
                "\(file(.string(member.key))):\(shown($0["range"])) \($0["newText"]?.string ?? "")"
            }
        }
    }

    func signatures() -> [String] {
        (ask("signatureHelp")["signatures"]?.array ?? []).map { signature in
            var label = signature["label"]?.string ?? ""
            let active = signature["activeParameter"]?.int ?? 0
            if let place = signature["parameters"]?[active]?["label"], let start = place[0]?.int,
                let end = place[1]?.int
            {
                let units = Array(label.utf16)
                label =
                    String(decoding: units[..<start], as: UTF16.self) + "»"
                    + String(decoding: units[start..<end], as: UTF16.self)
                    + "«" + String(decoding: units[end...], as: UTF16.self)
            }
            return label
        }
    }

    func symbols() -> [String] {
        func rows(_ symbols: DataValue?, _ indent: String) -> [String] {
            (symbols?.array ?? []).flatMap { symbol in
                [
                    indent
                        + [symbol["name"]?.string, symbol["detail"]?.string].compactMap(\.self).joined(separator: " · ")
                ]
                    + rows(symbol["children"], indent + "  ")
            }
        }
        return rows(ask("documentSymbol"), "")
    }

    /// Each with the lines that it changes.
    func fixes(_ text: String) -> [String] {
        let actions = ask("codeAction", [("range", whole), ("context", ["diagnostics": []])]).array ?? []
        return actions.flatMap { action -> [String] in
            var rows = [action["title"]?.string ?? ""]
            for edit in action["edit"]?["changes"]?[session.uri(name)]?.array ?? [] {
                guard let range = try? Parameters(edit).range() else { continue }
                var document = OpenDocument(uri: DocumentURI(""), version: 0, text: text, .utf8)
                document.apply([TextChange(range: range, text: edit["newText"]?.string ?? "")], version: 1)
                let new = String(decoding: document.bytes, as: UTF8.self)
                let change = new.components(separatedBy: "\n").difference(from: text.components(separatedBy: "\n"))
                for step in change {
                    switch step {
                    case .remove(_, let line, _): rows.append("- \(line)")
                    case .insert(_, let line, _): rows.append("+ \(line)")
                    }
                }
            }
            return rows
        }
    }

    func hints() -> [String] {
        (ask("inlayHint", [("range", whole)]).array ?? []).map {
            "\(($0["position"]?["line"]?.int ?? 0) + 1):\(($0["position"]?["character"]?.int ?? 0) + 1)\($0["label"]?.string ?? "")"
        }
    }

    func lenses() -> [String] {
        (ask("codeLens").array ?? []).map { lens in
            let more = (lens["command"]?["arguments"]?.array ?? []).dropFirst().compactMap(\.string)
            return "\(shown(lens["range"])) \(lens["command"]?["title"]?.string ?? "") \(more.joined())"
                .trimmingCharacters(in: .whitespaces)
        }
    }

    func folds() -> [String] {
        (ask("foldingRange").array ?? []).map {
            "\(($0["startLine"]?.int ?? 0) + 1)-\(($0["endLine"]?.int ?? 0) + 1) \($0["kind"]?.string ?? "")"
                .trimmingCharacters(in: .whitespaces)
        }
    }

    /// Each coloured word with its kind.
    func tokens() -> [String] {
        let data = (ask("semanticTokens/full")["data"]?.array ?? []).compactMap(\.int)
        var place = Position(line: 0, character: 0)
        return stride(from: 0, to: data.count, by: 5).map { index in
            if data[index] > 0 { place = Position(line: place.line + data[index], character: 0) }
            place.character += data[index + 1]
            let start = lines.offset(of: place)
            let text = String(decoding: lines.bytes[start..<(start + data[index + 2])], as: UTF8.self)
            return "\(place.line + 1) \(text) · \(SemanticTokensFeature.Kind.allCases[data[index + 3]].name)"
        }
    }
}
