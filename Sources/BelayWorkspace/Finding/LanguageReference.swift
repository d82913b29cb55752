import BelaySystem

/// The page about the language that comes with Belay. It is the very file whose examples the tests execute.
public struct LanguageReference {
    private let path: String

    /// - Returns: nil if it is not installed.
    public init?(_ surroundings: Surroundings) {
        guard let folder = InstalledFolder.path("docs", repository: "docs", surroundings) else { return nil }
        path = folder + "/language.md"
    }

    /// Markdown; nil if it cannot be read.
    public var text: String? {
        (try? FileBytes(path).whole()).map { String(decoding: $0, as: UTF8.self) }
    }
}
