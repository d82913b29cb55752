import BelaySource

/// A page of HTML as it grows. Text and values come in by functions that escape them, and tags, attributes and classes are
/// types: nothing that a command printed or a parameter held becomes markup.
struct Markup: Sendable {
    private(set) var html = ""

    /// An element with its end.
    mutating func add(_ tag: Tag, _ attributes: Attribute..., body: (inout Markup) -> Void) {
        begin(tag, attributes)
        body(&self)
        html += "</\(tag.rawValue)>"
    }

    /// An element that holds text.
    mutating func add(_ tag: Tag, _ attributes: Attribute..., text: String) {
        begin(tag, attributes)
        add(text: text)
        html += "</\(tag.rawValue)>"
    }

    /// An element that has no end, such as `meta`.
    mutating func add(single tag: Tag, _ attributes: Attribute...) { begin(tag, attributes) }

    /// Text from anywhere. What would reverse or hide the text next to it is written out.
    mutating func add(text: String) { html += Self.escaped(PrintableText.make(text)) }

    /// The rules by which the page looks. They are ours.
    mutating func add(style: StaticString) { html += "<style>\(style)</style>" }

    /// A line end, for whoever reads the file itself.
    mutating func addLineEnd() { html += "\n" }

    /// JSON for programs that read the page. No browser runs it.
    ///
    /// - Parameter lines: each one JSON value. In a string of one, `<` and what is not seen are written as escapes.
    mutating func add(json lines: [String], id: String) {
        begin(.script, [.type("application/json"), .id(id)])
        html += "["
        for (index, line) in lines.enumerated() { html += (index == 0 ? "\n" : ",\n") + Self.embedded(line) }
        html += "\n]</script>"
    }

    private mutating func begin(_ tag: Tag, _ attributes: [Attribute]) {
        html += "<\(tag.rawValue)"
        for attribute in attributes {
            let (name, value) = attribute.written
            html += " \(name)=\"\(Self.escaped(PrintableText.make(value)))\""
        }
        html += ">"
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isMarkup) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
        default: false
        }
    }

    /// In JSON `<` and hidden characters stand only within strings, so an escape says the same.
    private static func embedded(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { $0 == "<" || $0.isHidden }) else { return json }
        var text = ""
        for scalar in json.unicodeScalars {
            if scalar == "<" || scalar.isHidden {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
