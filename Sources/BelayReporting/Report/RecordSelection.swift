/// The records that a page holds: all of them, or where these are many the ones that say how it ended.
struct RecordSelection {
    let lines: [String]
    private let count: Int

    /// In bytes. A page is to be opened at once and to fit into a mail.
    private static let most = 1 << 20

    init(_ all: [String]) {
        count = all.count
        var room = Self.most
        // From both ends: how it began, and how it ended.
        var first = 0
        var last = all.count
        while first < last, room > 0 {
            let takesLast = last == all.count || last + first > all.count
            room -= all[takesLast ? last - 1 : first].utf8.count
            if room < 0 { break }
            if takesLast { last -= 1 } else { first += 1 }
        }
        lines = first >= last ? all : Array(all[..<first]) + Array(all[last...])
    }

    var sentence: String {
        let place = "as JSON in the element `records` of this file"
        if lines.count == count { return "All \(count) records of the journal are \(place)." }
        return "The first and the last of the journal's \(count) records, \(lines.count) of them, are \(place); "
            + "all are in the journal."
    }
}
