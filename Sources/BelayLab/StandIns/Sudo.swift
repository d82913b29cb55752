import BelaySystem
import CBelayLab
import Glibc

/// sudo for a node's users. It is a setuid copy of this program in the node's own root: the machine's sudo would have no
/// power in a user namespace. The user admin may do everything without a password, as on Debian's cloud images.
struct Sudo {
    private var user = "root"
    private var isLogin = false
    /// `NAME=value` words before the program.
    private var variables: [String: String] = [:]
    private var command: [String] = []

    private static let usage = "usage: sudo [-H] [-n] [-i] [-u user] [VAR=value] [command [arg ...]]"
    /// The variables that it lets through from the caller's environment.
    private static let kept = ["TERM", "LANG", "LANGUAGE", "COLORTERM", "DISPLAY", "TZ"]

    init(_ words: [String]) throws(LabFailure) {
        var rest = words[...]
        while let word = rest.first, word.hasPrefix("-"), word.count > 1 {
            rest = rest.dropFirst()
            if word == "--" { break }
            try readOption(word, &rest)
        }
        while let word = rest.first, let equals = word.firstIndex(of: "="), equals != word.startIndex {
            variables[String(word[..<equals])] = String(word[word.index(after: equals)...])
            rest = rest.dropFirst()
        }
        command = Array(rest)
        if command.isEmpty && !isLogin { throw LabFailure("a command is missing\n\(Self.usage)") }
    }

    /// Becomes the command. Only returns by failing.
    func run() throws(LabFailure) -> Int32 {
        guard let caller = UserAccount(getuid()) else { throw LabFailure("you do not exist in the passwd database") }
        guard let target = UserAccount(named: user) else { throw LabFailure("unknown user \(user)") }
        if caller.number != 0 && caller.name != "admin" { throw LabFailure("a password is required") }
        try require(initgroups(target.name, target.group), "cannot set the groups")
        try require(setgid(target.group), "cannot set the group")
        try require(setuid(target.number), "cannot become \(target.name)")
        let environment = environment(from: caller, to: target)
        setenv("PATH", NodeRoot.path, 1)
        if isLogin { _ = chdir(target.home) }
        let words = isLogin ? target.loginShell(running: command) : command
        do throws(LabFailure) {
            try ChildProgram.become(words, environment: environment)
        } catch {
            if error.status == 127 { throw LabFailure("\(words[0]): command not found") }
            throw error
        }
    }

    private mutating func readOption(_ word: String, _ rest: inout ArraySlice<String>) throws(LabFailure) {
        switch word {
        case "--non-interactive", "--set-home": return
        case "--login": isLogin = true
        case "--user": user = try Self.value(of: word, &rest)
        case _ where word.hasPrefix("--user="): user = String(word.dropFirst("--user=".count))
        case _ where word.hasPrefix("--"): throw LabFailure("unrecognized option '\(word)'\n\(Self.usage)")
        default: try readLetters(word.dropFirst(), &rest)
        }
    }

    private mutating func readLetters(
        _ letters: Substring, _ rest: inout ArraySlice<String>
    ) throws(LabFailure) {
        for (index, letter) in zip(letters.indices, letters) {
            switch letter {
            case "n", "H": continue
            case "i": isLogin = true
            case "u":
                let tail = letters[letters.index(after: index)...]
                user = tail.isEmpty ? try Self.value(of: "-u", &rest) : String(tail)
                return
            default: throw LabFailure("invalid option -- '\(letter)'\n\(Self.usage)")
            }
        }
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws(LabFailure) -> String {
        guard let value = rest.popFirst() else {
            throw LabFailure("option requires an argument -- '\(option.drop { $0 == "-" })'\n\(usage)")
        }
        return value
    }

    private func environment(from caller: UserAccount, to target: UserAccount) -> [String: String] {
        var environment = variables
        for name in Self.kept {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        environment.merge([
            "PATH": NodeRoot.path, "HOME": target.home, "USER": target.name, "LOGNAME": target.name,
            "SHELL": target.shell, "MAIL": "/var/mail/\(target.name)",
        ]) { _, own in own }
        if isLogin { return environment }
        environment["SUDO_USER"] = caller.name
        environment["SUDO_UID"] = String(caller.number)
        environment["SUDO_GID"] = String(caller.group)
        environment["SUDO_COMMAND"] = command.joined(separator: " ")
        return environment
    }
}
