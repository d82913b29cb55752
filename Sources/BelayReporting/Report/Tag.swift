/// The elements that reports are made of.
enum Tag: String {
    case a, b, body, caption, code, dd, details, div, dl, dt, footer, h1, h2, h3, head, header, html, i, li, link, main
    case meta, nav, ol, p, pre, script, section, span, summary, table, tbody, td, th, thead, time, title, tr, ul
    // Drawings.
    case defs, g, line, path, pattern, rect, svg, text
}

/// What an element says of itself.
enum Attribute {
    case classes([Look])
    case id(String)
    case language
    case characterSet
    case name(String)
    case content(String)
    case type(String)
    /// A place of the same page.
    case toward(String)
    /// A file in the folder of the page.
    case file(String)
    case title(String)
    case label(String)
    case role(String)
    case scope(String)
    case columns(Int)
    case open
    case moment(String)
    /// Of a drawing: a name of SVG with its numbers.
    case drawn(String, String)

    /// The name and the value, which is not escaped yet.
    var written: (name: String, value: String) {
        switch self {
        case .classes(let looks): ("class", looks.map(\.rawValue).joined(separator: " "))
        case .id(let id): ("id", id)
        case .language: ("lang", "en")
        case .characterSet: ("charset", "utf-8")
        case .name(let name): ("name", name)
        case .content(let text): ("content", text)
        case .type(let type): ("type", type)
        case .toward(let id): ("href", "#" + id)
        case .file(let name): ("href", "./" + name)
        case .title(let text): ("title", text)
        case .label(let text): ("aria-label", text)
        case .role(let role): ("role", role)
        case .scope(let scope): ("scope", scope)
        case .columns(let count): ("colspan", "\(count)")
        case .open: ("open", "")
        case .moment(let text): ("datetime", text)
        case .drawn(let name, let value): (name, value)
        }
    }
}

/// How something looks: the classes that `ReportStyle` has rules for.
enum Look: String, CaseIterable {
    case added, bad, bar, box, caution, cell, cells, changes, command, count, destroys, detail, difference, edge,
        element
    case excerpt
    case facts, faults, good, group, handler, hatched, label, lane, mark, muted, output, outline, phase, place, quiet,
        reads
    case removed, returnless, row, tick, timeline, took, wide, words
}
