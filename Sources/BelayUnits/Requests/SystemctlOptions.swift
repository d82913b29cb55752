/// The words of `systemctl`, see systemctl(1).
struct SystemctlOptions {
    var verb = ""
    var names: [String] = []
    var isQuiet = false
    var isNow = false
    var doesNotWait = false
    var showsAll = false
    var isPlain = false
    var isForced = false
    var showsValueOnly = false
    var properties: [String] = []
    var types: Set<String> = []
    var states: Set<String> = []
    var signal = "SIGTERM"
    /// `main`, `control` or `all`.
    var killWhom = "all"
    var lines = 10

    private static let passedOver: Set<String> = [
        "--no-pager", "--full", "--system", "--no-ask-password", "--no-legend", "--legend=false", "--no-wall", "--wait",
        "--no-warn",
        "--show-types", "--runtime", "--recursive",
    ]

    init(_ words: [String]) throws(UnitProblem) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                rest.forEach { add($0) }
                return
            }
            if word.hasPrefix("--") {
                try readLong(word, &rest)
            } else if word.hasPrefix("-"), word.count > 1 {
                try readShort(word.dropFirst(), &rest)
            } else {
                add(word)
            }
        }
    }

    private mutating func add(_ word: String) {
        if verb.isEmpty { verb = word } else { names.append(word) }
    }

    private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(UnitProblem) {
        if Self.passedOver.contains(word) { return }
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch parts[0] {
        case "--quiet": isQuiet = true
        case "--now": isNow = true
        case "--no-block": doesNotWait = true
        case "--all": showsAll = true
        case "--plain": isPlain = true
        case "--force": isForced = true
        case "--value": showsValueOnly = true
        case "--failed": states.insert("failed")
        default:
            let known = [
                "--property", "--type", "--state", "--signal", "--kill-who", "--kill-whom", "--lines", "--output",
                "--root",
            ]
            guard known.contains(parts[0]) else { throw UnitProblem("unrecognized option '\(word)'") }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                throw UnitProblem("option '\(word)' requires an argument")
            }
            take(parts[0], value)
        }
    }

    private mutating func readShort(_ letters: Substring, _ rest: inout ArraySlice<String>) throws(UnitProblem) {
        for (index, letter) in zip(letters.indices, letters) {
            switch letter {
            case "q": isQuiet = true
            case "a": showsAll = true
            case "f": isForced = true
            case "l": continue
            case "p", "t", "s", "n", "o", "P":
                let tail = letters[letters.index(after: index)...]
                guard let value = tail.isEmpty ? rest.popFirst() : String(tail) else {
                    throw UnitProblem("option requires an argument -- '\(letter)'")
                }
                if letter == "P" { showsValueOnly = true }
                take(
                    ["p": "--property", "P": "--property", "t": "--type", "s": "--signal", "n": "--lines"][letter]
                        ?? "", value)
                return
            default: throw UnitProblem("invalid option -- '\(letter)'")
            }
        }
    }

    private mutating func take(_ option: String, _ value: String) {
        let parts = value.split(separator: ",").map(String.init)
        switch option {
        case "--property": properties += parts
        case "--type": types.formUnion(parts)
        case "--state": states.formUnion(parts)
        case "--signal": signal = value
        case "--kill-who", "--kill-whom": killWhom = value
        case "--lines": lines = Int(value) ?? 10
        default: return
        }
    }
}
