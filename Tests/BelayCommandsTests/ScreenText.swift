/// The final content of a terminal: rows, with the few movements that Belay makes.
struct ScreenText {
    private(set) var rows: [String] = [""]
    private var row = 0

    init(_ output: String) {
        var rest = output.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n": newLine()
            case "\r": break  // What follows a return has emptied its row.
            case "\u{1B}":
                guard rest.first == "[" else { continue }
                rest.removeFirst()
                let digits = rest.prefix { ("0"..."9").contains($0) || $0 == ";" || $0 == "?" }
                rest = rest.dropFirst(digits.count)
                obey(rest.popFirst(), Int(String(digits)) ?? 1)
            default: rows[row].unicodeScalars.append(scalar)
            }
        }
    }

    private mutating func newLine() {
        row += 1
        if row == rows.count { rows.append("") }
    }

    private mutating func obey(_ command: Unicode.Scalar?, _ count: Int) {
        if command == "A" { row = max(0, row - count) }
        if command == "B" { for _ in 0..<count { newLine() } }
        if command == "K" { rows[row] = "" }
        if command == "J" {
            rows.removeSubrange((row + 1)...)
            rows[row] = ""
        }
    }
}
