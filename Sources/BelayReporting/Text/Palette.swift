/// The look of each role.
public struct Palette: Hashable, Sendable {
    private var codes: [Role: String]

    /// Text and nothing else.
    public static let plain = Palette(codes: [:])

    /// The terminal's own sixteen colours, which every theme keeps readable.
    public static let coloured = Palette(codes: [
        .heading: "1", .number: "2", .reads: "36", .changes: "33", .destroys: "1;31", .place: "35", .good: "32",
        .bad: "1;31", .caution: "1;33", .quiet: "2", .added: "32", .removed: "31",
    ])

    /// The text in the colour of its role; the reset comes right after it, so that no colour crosses a line.
    func dressed(_ text: String, as role: Role) -> String {
        guard !text.isEmpty, let code = codes[role] else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
