/// The look of the parts of a drawn diagnostic.
public struct DiagnosticStyle: Sendable {
    public enum Role: Hashable, Sendable, CaseIterable {
        /// `error[B0203]`, and what is underlined with `^` and its label.
        case error
        /// The same of a warning.
        case warning
        /// The sentence after it.
        case message
        /// Line numbers and the rule next to the source.
        case gutter
        /// A place underlined with `-`, and its label.
        case further
        /// `help:`
        case help
    }

    private let paint: @Sendable (Role, String) -> String

    /// A style from a function that gives a text the look of a role.
    public init(_ paint: @escaping @Sendable (Role, String) -> String) { self.paint = paint }

    /// Plain text.
    public static let plain = DiagnosticStyle { _, text in text }

    /// With the colours of a terminal.
    public static let coloured = DiagnosticStyle { role, text in "\u{1B}[\(sequence(of: role))m\(text)\u{1B}[0m" }

    func callAsFunction(_ role: Role, _ text: String) -> String { text.isEmpty ? "" : paint(role, text) }

    private static func sequence(of role: Role) -> String {
        switch role {
        case .error: "1;31"
        case .warning: "1;33"
        case .message: "1"
        case .gutter, .further: "34"
        case .help: "36"
        }
    }
}
