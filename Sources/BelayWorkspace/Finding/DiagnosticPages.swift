import BelaySystem

/// The pages about diagnostics that come with Belay, one for each code. They are the very files that the tests execute, so
/// what they show is what Belay prints.
public struct DiagnosticPages {
    private static let ending = ".md"

    public let folder: String
    /// Sorted, such as `B0404`.
    public let codes: [String]

    /// - Returns: nil if they are not installed.
    public init?(_ surroundings: Surroundings) {
        let found = InstalledFolder.path("diagnostics", repository: "Tests/Transcripts/Diagnostics", surroundings)
        guard let found, let names = try? Folder.names(in: found) else { return nil }
        folder = found
        codes = names.filter { $0.hasPrefix("B") && $0.hasSuffix(Self.ending) }
            .map { String($0.dropLast(Self.ending.count)) }.sorted()
    }

    /// The text of a page, which is Markdown; nil if it cannot be read.
    public func text(of code: String) -> String? {
        (try? FileBytes("\(folder)/\(code)\(Self.ending)").whole()).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The code that was meant by `B0404`, `b404` or `404`; nil if there is no such code.
    public func code(meant word: String) -> String? {
        let digits = word.uppercased().hasPrefix("B") ? word.dropFirst() : word[...]
        guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        let code = "B" + String(repeating: "0", count: 4 - digits.count) + digits
        return codes.contains(code) ? code : nil
    }
}

extension DiagnosticPages {
    /// The three codes whose numbers are nearest to the one that was written, sorted; none if it is not a number.
    public func near(_ word: String) -> [String] {
        let digits = word.uppercased().hasPrefix("B") ? word.dropFirst() : word[...]
        guard digits.count < 9, let number = Int(digits) else { return [] }
        func distance(_ code: String) -> UInt { (Int(code.dropFirst()) ?? 0).distance(to: number).magnitude }
        return Array(codes.sorted { (distance($0), $0) < (distance($1), $1) }.prefix(3)).sorted()
    }
}
