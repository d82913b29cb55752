import BelayData

/// How a journal was found when it was read: whether its chain holds, and how anybody checks that again.
public struct JournalVerification: Sendable {
    public var path: String
    /// The records whose place in the chain is right.
    public var count: Int
    /// The 64 digits at the end of the last of them.
    public var lastLink: String
    /// Why there are no more: a sentence without a full stop.
    public var trouble: String?

    public init(path: String, count: Int, lastLink: String, trouble: String?) {
        self.path = path
        self.count = count
        self.lastLink = lastLink
        self.trouble = trouble
    }

    var sentence: String {
        let records = count == 1 ? "1 record" : "\(count) records"
        if let trouble { return "\(records) whose chain holds; then \(trouble)." }
        return "\(records), and the chain holds from the first to the last."
    }

    /// A few lines of bash that say where a journal is damaged, and its last link.
    var script: String {
        """
        previous=
        while IFS= read -r line; do
            chain=$(printf '%s%s' "$previous" "${line%,\\"chain\\":*}" | sha256sum | cut -d ' ' -f 1)
            [ "$line" = "${line%,\\"chain\\":*},\\"chain\\":\\"$chain\\"}" ] || echo "damaged: $line"
            previous=$chain
        done < \(ShellQuoting.inQuotes(path))
        echo "last link: $previous"
        """
    }
}
