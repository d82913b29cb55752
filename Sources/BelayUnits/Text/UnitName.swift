/// The name of a unit with its type, as `nginx.service` or `postgresql@15-main.service`.
///
/// The rules are those of systemd.unit(5).
public struct UnitName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The types that systemd has; of these the lab runs services and targets.
    static let types = [
        "service", "target", "socket", "timer", "mount", "path", "slice", "scope", "device", "swap", "automount",
    ]

    public let text: String

    /// - Parameter word: as a person writes it: `nginx` is `nginx.service`.
    public init(completing word: String) {
        let type = word.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        text = word.contains(".") && Self.types.contains(type) ? word : word + ".service"
    }

    public var description: String { text }

    var type: String { String(text[text.index(after: text.lastIndex(of: ".") ?? text.startIndex)...]) }

    /// Without the type: `%N`.
    var stem: String { String(text[..<(text.lastIndex(of: ".") ?? text.endIndex)]) }

    /// Before the `@`, or the whole stem: `%p`.
    var prefix: String {
        stem.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? stem
    }

    /// Between `@` and the type; empty for a template, nil for a unit that has none: `%i`.
    var instance: String? {
        guard let at = stem.firstIndex(of: "@") else { return nil }
        return String(stem[stem.index(after: at)...])
    }

    var isTemplate: Bool { instance == "" }

    /// The template of which this is an instance.
    var template: UnitName? {
        guard let instance, !instance.isEmpty else { return nil }
        return UnitName(completing: "\(prefix)@.\(type)")
    }

    /// An instance of this template.
    func instantiated(as instance: String) -> UnitName { UnitName(completing: "\(prefix)@\(instance).\(type)") }

    public static func < (one: UnitName, other: UnitName) -> Bool { one.text < other.text }

    /// A part of a name as it was before it was escaped: `-` stands for `/`, `\x2d` for a byte.
    static func unescaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), rest.count >= 3,
                let number = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(number)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte == UInt8(ascii: "-") ? UInt8(ascii: "/") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
