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

    private var title: String {
        let words = name.replacing("-", with: " ").replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    public var text: String {
        """
        runbook "\(title)" "In a sentence: what is done, and to what."

        needs ssh
        \(hasLab ? "rehearse in \(name)\n" : "")
        param hosts: list of host     "the hosts, one after the other"
        param motto: text             "the line that is to be in the file"

        lock "\(name)"

        action put (line: text) on (node: host) {
            "Says what it does; shown by belay phrases."
            on $node as root {
                let before = ? cat /etc/motd || true
                done when $before is $line
                with input "$line" { $ cat > /etc/motd }
            }
            undo { on $node as root { with input "$before" { $ cat > /etc/motd } } }
        }

        phase "Look first" {
            for node in $hosts { on $node as root { expect (? test -w /etc) else "nothing can be written on $node" } }
        }

        phase "Change" {
            on failure undo
            for node in $hosts { put $motto on $node }
            say "Done on every host."
        }

        """
    }
}
