/// The numbers of the house style.
enum FormattingStyle {
    /// The spaces of a level.
    static let indentation = 4
    /// The spaces before a column of documentation, or before a comment.
    static let columnGap = 5
    /// A parameter that is longer than this has its documentation outside of the column.
    static let columnLimit = 56
}
