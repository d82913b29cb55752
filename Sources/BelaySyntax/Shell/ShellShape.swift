/// A text as the shell reads it: its words, and the programs that it starts.
struct ShellShape {
    /// One word, nested ones too.
    struct Word {
        var range: Range<Int>
        /// An argument of a program, or its name: what begins with `-` there is read as an option.
        var isArgument: Bool
        /// The word around it, as in `"$( )"`.
        var outer: Int?
    }

    /// In the order in which they begin.
    var words: [Word] = []
    /// In the order in which they end.
    var commands: [ShellCommandSyntax] = []

    /// Those of the outermost list, in order.
    var statements: [ShellStatementSyntax] = []

    /// Its status may be that of several programs: it has a pipeline outside of what its words substitute. Nil if the
    /// text was not read to its end.
    var isPipeline: Bool? = false

    /// The text at a position belongs to an argument, by the innermost word around it.
    func isArgument(at position: Int) -> Bool {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].range.lowerBound <= position { low = middle + 1 } else { high = middle }
        }
        var index = low > 0 ? low - 1 : nil
        while let candidate = index {
            if words[candidate].range.contains(position) { return words[candidate].isArgument }
            index = words[candidate].outer
        }
        return true
    }
}
