import BelaySystem
import Glibc

/// A `Condition…` or `Assert…` of a unit: what must hold before it starts, see systemd.unit(5). A condition that does not
/// hold skips the unit, an assertion that does not hold fails it.
struct UnitCondition: Hashable, Sendable {
    /// The key without `Condition` or `Assert`: `PathExists`.
    var check: String
    var argument: String
    var isNegated: Bool
    /// `|`: it is enough that one of those holds.
    var isTrigger: Bool

    init(check: String, value: String, _ specifiers: Specifiers) {
        self.check = check
        var rest = value[...]
        isTrigger = rest.hasPrefix("|")
        if isTrigger { rest = rest.dropFirst() }
        isNegated = rest.hasPrefix("!")
        if isNegated { rest = rest.dropFirst() }
        argument = specifiers.expand(String(rest))
    }

    /// One about something that no machine of the lab has, such as a kernel's command line, holds.
    var holds: Bool {
        let answer: Bool
        switch check {
        case "PathExists": answer = File.kind(of: argument) != nil
        case "PathExistsGlob": answer = Self.matches(argument)
        case "PathIsDirectory": answer = File.kind(of: argument) == .folder
        case "PathIsSymbolicLink": answer = File.target(ofLink: argument) != nil
        case "PathIsReadWrite": answer = access(argument, W_OK) == 0
        case "FileNotEmpty": answer = File.kind(of: argument) != nil && !File.piece(of: argument, upTo: 1).isEmpty
        case "FileIsExecutable": answer = File.kind(of: argument) != .folder && access(argument, X_OK) == 0
        case "DirectoryNotEmpty": answer = !((try? Folder.names(in: argument)) ?? []).isEmpty
        case "User": answer = argument == "root" || argument == "0"
        default: return true
        }
        return answer != isNegated
    }

    /// All that are no triggers hold, and one of the triggers if there are any.
    static func hold(_ conditions: [UnitCondition]) -> Bool {
        let triggers = conditions.filter(\.isTrigger)
        return conditions.allSatisfy { $0.isTrigger || $0.holds }
            && (triggers.isEmpty || triggers.contains(where: \.holds))
    }

    private static func matches(_ pattern: String) -> Bool {
        var found = glob_t()
        defer { globfree(&found) }
        return glob(pattern, 0, nil, &found) == 0 && found.gl_pathc > 0
    }
}
