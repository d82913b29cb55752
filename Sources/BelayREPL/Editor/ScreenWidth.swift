import BelayReporting

/// How many columns a text fills.
enum ScreenWidth {
    static func columns(of text: String) -> Int { StyledText(text).columns }
}
