/// Words that begin a statement in other languages, or elsewhere, and what Belay has in their place.
public enum ForeignWord {
    public static func form(of word: String) -> String? {
        switch word {
        case "while", "until":
            "to do it again: repeat at most 10 times until CONDITION { ... }; to wait: await CONDITION within 5m"
        case "foreach", "loop": "to loop: for name in [a, b] { ... }"
        case "parallel":
            "to run side by side: together { ... }, or for each element of a list: for name in [a, b] together { ... }"
        case "try", "catch", "except", "rescue": "to handle a failure, above what may fail: on failure { ... }"
        case "finally", "ensure", "defer", "trap": "to run something at the end in any case: always { ... }"
        case "when", "switch", "case": "to decide: if CONDITION { ... } else { ... }"
        case "unless": "to decide: if not CONDITION { ... }"
        case "elif", "elsif", "elseif": "write `else if` after the closing `}`: } else if CONDITION {"
        case "function", "func", "fn", "def", "sub", "proc": "to define a phrase: action restart (node: host) { ... }"
        case "return": "to give a value: give VALUE"
        case "import", "include", "require", "source": "to use a library: use NAME"
        case "var", "const", "val", "local", "export": "to set a name: let NAME = VALUE"
        case "print", "println", "puts": "to print a message: say \"...\""
        case "lab": "a lab begins with it: put it on the first line of the file"
        default: nil
        }
    }
}
