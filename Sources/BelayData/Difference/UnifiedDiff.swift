/// The changes between two texts, by lines: the hunks that `diff -u` would show.
public struct UnifiedDiff: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case kept = " "
            case removed = "-"
            case added = "+"
        }

        public let kind: Kind
        /// Without its newline.
        public let text: String
        /// False for a last line that ends without a newline.
        public let endsWithNewline: Bool
    }

    /// A stretch of changes with some lines around it.
    public struct Hunk: Hashable, Sendable {
        /// The first line in the old text, counted from one; if none of its lines are in the hunk, the line before.
        public let oldStart: Int
        /// The same in the new text.
        public let newStart: Int
        public let lines: [Line]

        public var oldCount: Int { lines.count { $0.kind != .added } }
        public var newCount: Int { lines.count { $0.kind != .removed } }
    }

    /// Empty when the texts are the same.
    public let hunks: [Hunk]

    /// - Parameter context: how many lines that stay are shown before and after each change.
    public init(from old: String, to new: String, context: Int = 3) {
        let script = EditScript(from: TextLines(old).lines, to: TextLines(new).lines)
        hunks = script.hunks(context: context)
    }

    /// As `diff -u` writes it, without the names of files.
    public var text: String {
        var text = ""
        for hunk in hunks {
            text += "@@ -\(hunk.oldStart),\(hunk.oldCount) +\(hunk.newStart),\(hunk.newCount) @@\n"
            for line in hunk.lines {
                text += line.kind.rawValue + line.text + "\n"
                if !line.endsWithNewline { text += "\\ No newline at end of file\n" }
            }
        }
        return text
    }
}
