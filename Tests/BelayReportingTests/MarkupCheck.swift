/// Reads a page of HTML as strictly as no browser does, and says what is wrong with it.
struct MarkupCheck {
    private(set) var problems: [String] = []
    private(set) var ids: [String] = []
    private(set) var targets: [String] = []
    private(set) var headings: [Int] = []
    /// The text between tags, without styles and scripts.
    private(set) var text = ""

    private static let single: Set<String> = ["meta", "link"]
    private static let schemes = ["#", "./", "data:,"]

    init(_ html: String) {
        var rest = html[...]
        var open: [String] = []
        while let start = rest.firstIndex(of: "<") {
            if open.last != "style", open.last != "script" { text += rest[..<start] }
            guard let end = rest[start...].firstIndex(of: ">") else { break }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!DOCTYPE") { continue }
            if tag.hasPrefix("/") {
                let name = String(tag.dropFirst())
                if open.popLast() != name { problems.append("</\(name)> closes nothing") }
                continue
            }
            let name = String(tag.prefix { $0.isLetter || $0.isNumber })
            read(tag.dropFirst(name.count), of: name)
            if let level = Int(name.dropFirst()), name.first == "h", name.count == 2 { headings.append(level) }
            if !Self.single.contains(name) { open.append(name) }
        }
        if !open.isEmpty { problems.append("never closed: \(open)") }
        let places = Set(ids)
        for target in targets where !places.contains(target) { problems.append("nothing is at #\(target)") }
        if places.count != ids.count { problems.append("an id is there twice") }
    }

    private mutating func read(_ attributes: Substring, of tag: String) {
        var rest = attributes
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].trimming
            let quoted = rest[rest.index(after: equals)...]
            guard quoted.first == "\"", let end = quoted.dropFirst().firstIndex(of: "\"") else {
                problems.append("a value without quotes in <\(tag)>")
                return
            }
            let value = String(quoted[quoted.index(after: quoted.startIndex)..<end])
            if name.hasPrefix("on") || name == "style" || name == "src" { problems.append("<\(tag) \(name)>") }
            if name == "id" { ids.append(value) }
            if name == "href" {
                if !Self.schemes.contains(where: value.hasPrefix) { problems.append("it leads to \(value)") }
                if value.hasPrefix("#") { targets.append(String(value.dropFirst())) }
            }
            rest = quoted[quoted.index(after: end)...]
        }
    }
}

extension Substring {
    fileprivate var trimming: String { String(drop { $0 == " " }) }
}
