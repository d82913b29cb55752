public import BelayData
public import BelaySource

/// Diagnostics in SARIF 2.1.0, the format in which code hosts and editors exchange what checkers find.
public struct SARIFReport {
    private let version: String
    private var results: [DataValue] = []
    private var codes: Set<String> = []

    /// - Parameter version: of Belay.
    public init(version: String) { self.version = version }

    public mutating func add(_ diagnostics: [Diagnostic], sources: [SourceText]) {
        for diagnostic in diagnostics {
            codes.insert(diagnostic.code)
            let message = ([diagnostic.message] + diagnostic.help.map { "help: \($0)" }).joined(separator: "\n")
            results.append([
                "ruleId": .string(diagnostic.code),
                "level": .string(diagnostic.severity.rawValue),
                "message": ["text": .string(message)],
                "locations": [["physicalLocation": Self.place(diagnostic.span, sources)]],
                "relatedLocations": .array(
                    diagnostic.further.map {
                        ["physicalLocation": Self.place($0.span, sources), "message": ["text": .string($0.label)]]
                    }),
            ])
        }
    }

    /// The whole file.
    public var value: DataValue {
        let driver: DataValue = [
            "name": "belay", "version": .string(version),
            "rules": .array(codes.sorted().map { ["id": .string($0)] }),
        ]
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                ["tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results)]
            ],
        ]
    }

    private static func place(_ span: Span, _ sources: [SourceText]) -> DataValue {
        let source = sources[span.file.rawValue]
        let start = position(span.start, source)
        let end = position(span.end, source)
        return [
            "artifactLocation": ["uri": .string(uri(source.name))],
            "region": [
                "startLine": .number(start.line), "startColumn": .number(start.column),
                "endLine": .number(end.line), "endColumn": .number(end.column),
            ],
        ]
    }

    /// From one, in code points as the report says.
    private static func position(_ offset: Int, _ source: SourceText) -> (line: Int, column: Int) {
        let line = source.lineIndex(at: offset)
        let start = source.lineStarts[line]
        let before = source.bytes[start..<max(start, min(offset, source.bytes.count))]
        return (line + 1, String(decoding: before, as: UTF8.self).unicodeScalars.count + 1)
    }

    /// A path, with `%20` and its like for the bytes that a URI may not have.
    private static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return path.utf8.reduce(into: "") { uri, byte in
            let letter = Character(Unicode.Scalar(byte))
            let isPlain = byte < 0x80 && (letter.isLetter || letter.isNumber || "-._~/".contains(letter))
            uri += isPlain ? String(letter) : "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
}
