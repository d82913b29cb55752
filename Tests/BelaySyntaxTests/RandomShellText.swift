import BelayTestSupport

/// Shell texts of every construct, more than half of them with something broken in it.
struct RandomShellText {
    private var generator: SeededRandom
    private static let words = [
        "echo", "a", "-n", "x=1", "'q r'", "\"d $x\"", "$x", "${x:-y}", "$(echo a)", "`id`", "--", "1", "f", "{a,b}",
        "*.c", "a#b", "\\;", "\\$x", "$((1 + 2))", "@", "[", "]", "a=b", "$'x\\n'", "\"$(echo \"a b\")\"", "# c\n",
    ]
    private static let pieces = [
        "if", "then", "fi", "do", "done", "esac", "}", "{", ")", "(", ";", ";;", "&&", "|", "&", ">", "<", "\n", " ",
        "else", "elif", "case", "in", "for", "while",
    ]

    init(seed: UInt64) { generator = SeededRandom(seed: seed) }

    mutating func text() -> String {
        let text = list(3)
        return chance(60) ? broken(text) : text
    }

    private mutating func chance(_ percent: Int) -> Bool { generator.below(100) < percent }

    private mutating func pick(_ texts: [String]) -> String { generator.pick(texts) }

    private mutating func broken(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let place = generator.below(bytes.count + 1)
        let before = String(decoding: bytes[..<place], as: UTF8.self)
        let after = String(decoding: bytes[place...], as: UTF8.self)
        switch generator.below(4) {
        case 0: return before + " " + pick(Self.pieces) + " " + after
        case 1: return before
        case 2: return before + String(decoding: bytes[place...].dropFirst(1 + generator.below(4)), as: UTF8.self)
        default: return before + pick(Self.pieces) + after
        }
    }

    private mutating func list(_ depth: Int) -> String {
        var text = andOr(depth)
        if chance(40) { text += pick(["; ", "\n", " & ", "\n\n"]) + andOr(depth) }
        return text
    }

    private mutating func ended(_ depth: Int) -> String { list(depth) + pick(["; ", "\n"]) }

    private mutating func andOr(_ depth: Int) -> String {
        var text = pipeline(depth)
        while chance(20) { text += pick([" && ", " || ", " &&\n"]) + pipeline(depth) }
        return text
    }

    private mutating func pipeline(_ depth: Int) -> String {
        var text = chance(5) ? "! " + command(depth) : command(depth)
        while chance(15) { text += pick([" | ", " |& "]) + command(depth) }
        return text
    }

    private mutating func simple() -> String {
        var text = (0...generator.below(3)).map { _ in pick(Self.words) }.joined(separator: " ")
        if chance(15) { text += pick([" > f", " 2>&1", " >> f", " < f", " &> f", " 2> f", " <<< x", " >&2", " >| f"]) }
        return text
    }

    private mutating func command(_ depth: Int) -> String {
        if depth == 0 || chance(50) { return simple() }
        let inner = depth - 1
        switch generator.below(13) {
        case 0:
            let alternative = chance(40) ? "else " + ended(inner) : chance(20) ? "elif a; then " + ended(inner) : ""
            return "if " + ended(inner) + "then " + ended(inner) + alternative + "fi"
        case 1: return pick(["while ", "until "]) + ended(inner) + "do " + ended(inner) + "done"
        case 2: return "for i in " + simple() + "; do " + ended(inner) + "done"
        case 3:
            var text = "case " + pick(["a", "$x", "\"$x\""]) + " in "
            for _ in 0..<generator.below(3) {
                text += pick(["a", "*", "a|b", "(a", "\"x y\"", "[a-z]*"]) + ") " + list(inner)
                text += pick([" ;; ", "\n;;\n", " ;& "])
            }
            return text + "esac"
        case 4: return "{ " + ended(inner) + "}"
        case 5: return "(" + list(inner) + ")"
        case 6: return "f() { " + ended(inner) + "}"
        case 7: return "[[ " + pick(["$a == b*", "-f x", "$x =~ ^(a|b)$", "! -z $x && ( a < b )"]) + " ]]"
        case 8: return "(( 1 + (2) ))"
        case 9: return "x=(a b $(echo c))"
        case 10: return "function f { " + ended(inner) + "}"
        case 11: return "for ((i=0;i<3;i++)); do " + ended(inner) + "done"
        default: return "echo $(" + list(inner) + ") <(" + list(0) + ")"
        }
    }
}
