package import BelayData

/// A tree of plain data with difficult texts in it.
package func randomTree(_ generator: inout SeededRandom, depth: Int) -> DataValue {
    switch generator.below(depth == 0 ? 5 : 8) {
    case 0: return .null
    case 1: return .bool(generator.onceIn(2))
    case 2: return .number(generator.below(1000) - 500)
    case 3, 4: return .string(randomText(&generator))
    case 5: return .array((0..<generator.below(4)).map { _ in randomTree(&generator, depth: depth - 1) })
    default:
        var object = DataValue.Object()
        for _ in 0..<generator.below(4) { object[randomText(&generator)] = randomTree(&generator, depth: depth - 1) }
        return .object(object)
    }
}

/// A short text of pieces that mean something to JSON, YAML, patterns or a terminal.
package func randomText(_ generator: inout SeededRandom) -> String {
    let pieces = [
        "a", "b", "name", " ", "  ", "\n", "\t", "\r", "\"", "'", "\\", ":", ": ", " #", "#", "- ", "-", "[", "]", "{",
        "}", ",",
        "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "=", "<<", "yes", "no", "null", "~", "true", "0", "1",
        "0x1f", "0644", "1e3",
        ".", ".5", "é", "😀", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "---", "...", "2026-11-23", "1:30",
    ]
    return generator.text(of: pieces, count: generator.below(5))
}
