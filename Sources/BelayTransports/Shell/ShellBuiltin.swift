import BelayData

/// The words that a shell itself must handle: its keywords, and those builtins that are not programs, or differ from
/// the program of the same name. `test`, `echo`, `printf`, `true` and `false` do the same as programs and are not
/// among them.
enum ShellBuiltin {
    static let names = ShellQuoting.reservedWords.union(signs + own + different)

    /// The keywords that need quotes as words, too.
    private static let signs = ["!", "{", "}", "[[", "]]"]

    private static let own = [
        ".", ":", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "command", "compgen", "complete",
        "compopt",
        "continue", "declare", "dirs", "disown", "enable", "eval", "exec", "exit", "export", "fc", "fg", "getopts",
        "hash",
        "help", "history", "jobs", "let", "local", "logout", "mapfile", "popd", "pushd", "read", "readarray",
        "readonly",
        "return", "set", "shift", "shopt", "source", "suspend", "times", "trap", "type", "typeset", "ulimit", "umask",
        "unalias", "unset", "wait",
    ]

    /// `kill` is often not there as a program, `pwd` shows another path.
    private static let different = ["kill", "pwd", "["]
}
