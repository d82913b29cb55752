import BelayReporting
import Glibc

/// The number of columns, and how many a text fills.
enum ScreenWidth {
    static func columns(of text: String) -> Int { StyledText(text).columns }

    /// Of the terminal as it is now.
    static var ofTerminal: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
