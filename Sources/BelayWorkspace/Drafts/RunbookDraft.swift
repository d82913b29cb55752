/// A runbook to begin with: it checks, and changes one file of each host, with a way back.
public struct RunbookDraft: Sendable {
    /// Of the file, without its ending.
    public let name: String
    /// It names a lab of the same name.
    public let hasLab: Bool

    /// - Returns: nil for a name that no `use` and no `rehearse in` could say.
    public init?(name: String, hasLab: Bool) {
        guard LibrarySearch.isName(name) else { return nil }
        self.name = name
        self.hasLab = hasLab
    }

    /// A title to begin with, such as `Move data` for `move-data`.
    static func title(of name: String) -> String {
        let words = name.replacing("-", with: " ").replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private var title: String { Self.title(of: name) }

    public var text: String {
        """
        runbook "\(title)" "In a sentence: what is done, and to what."

        needs ssh
        \(hasLab ? "rehearse in \(name)\n" : "")
        param hosts: list of host     "the hosts, one after the other"
        param motto: text             "the line that is to be in the file"

        lock "\(name)"

        probe motto of (node: host) gives text { on $node { give ? cat /etc/motd || true } }

        action put (line: text) on (node: host) {
            "What it does, in a sentence: belay phrases shows it."
            let before = motto of $node
            done when (motto of $node) is $line
            on $node as root { with input "$line" { $ cat > /etc/motd } }
            undo { put $before on $node }
        }

        phase "Look first" {
            for node in $hosts { on $node as root { expect (? test -w /etc) else "nothing can be written on $node" } }
        }

        phase "Change" {
            on failure undo
            for node in $hosts { put $motto on $node }
        }

        """
    }

    /// Its lab, whole: it says what to write by what it is.
    public var labText: String {
        """
        lab "\(title)" "Two hosts with an old motto."

        param hosts: list of host = [host1, host2]
        param motto: text = "a new motto"

        machine host1, host2 {
        }

        begin {
            for node in $hosts { on $node as root { with input "an old motto" { $ cat > /etc/motd } } }
        }

        probe motto of (node: host) gives text { on $node as root { give ? cat /etc/motd } }

        meanwhile reads every 200ms { on host1 as root { ? test -s /etc/motd } }

        ends done "every host has the new motto" when done {
            for node in $hosts { expect (motto of $node) is $motto }
        }

        ends untouched "every host has the old motto" {
            for node in $hosts { expect (motto of $node) is "an old motto" }
        }

        """
    }
}
