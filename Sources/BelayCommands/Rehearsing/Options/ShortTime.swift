/// A time on the command line of a rehearsal: `20s`, `2m`.
enum ShortTime {
    /// Whole seconds or minutes; nil for anything else.
    static func read(_ text: String) -> Duration? {
        guard let unit = text.last, let number = Int(text.dropLast()), (0...86_400).contains(number) else { return nil }
        return unit == "s" ? .seconds(number) : unit == "m" ? .seconds(number * 60) : nil
    }
}
