/// When a timer starts a run.
enum TimerMoment {
    /// Each day at this time, such as `02:30`.
    /// - Returns: for `OnCalendar=`; nil for what is not a time.
    static func daily(_ time: String) -> String? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }) else {
            return nil
        }
        let numbers = parts.compactMap { Int($0) }
        guard numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return "*-*-* \(time)\(parts.count == 2 ? ":00" : "")"
    }

    /// Each week on a day at a time, such as `Mon 02:30`.
    static func weekly(_ text: String) -> String? {
        let words = text.split(separator: " ")
        guard words.count == 2, let daily = daily(String(words[1])) else { return nil }
        let day = words[0].lowercased().prefix(3)
        guard let known = days.first(where: { $0.lowercased() == day }),
            fullNames.contains(where: { name in
                name.hasPrefix(words[0].lowercased())
            })
        else { return nil }
        return "\(known) \(daily)"
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let fullNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
