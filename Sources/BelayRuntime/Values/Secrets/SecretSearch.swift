/// Looks for secrets in all their forms, in one pass: most places are passed by a look at two bytes in a table, and where
/// these may begin a form, all forms that begin so are followed side by side.
struct SecretSearch {
    /// The position in a row: in the tree of the unit at this place of it.
    private struct Thread: Equatable {
        var row: Int32
        var place: Int32
        var node: Int32
    }

    /// The text shown in place of a secret.
    static let mark = "[secret]"

    private var trees = FormTrees()
    /// Each row as the roots of its units.
    private var rows: [[Int32]] = []
    private var known: Set<[Int32]> = []
    /// A bit for every two bytes that may begin a form.
    private var pairs = [UInt64](repeating: 0, count: 1 << 10)
    private var rowsByPair: [UInt16: [Int32]] = [:]
    private var rowsByByte: [UInt8: [Int32]] = [:]

    /// True if there is nothing to look for.
    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ forms: SecretForms) {
        if forms.rows.isEmpty { return }
        // A mark is itself and no secret's place, whatever letters a secret may have.
        if rows.isEmpty { add(Self.mark.unicodeScalars.map { trees.root(of: .characterOfShort($0)) }) }
        for units in forms.rows { add(units.map { trees.root(of: $0) }) }
    }

    private mutating func add(_ row: [Int32]) {
        guard known.insert(row).inserted else { return }
        let number = Int32(rows.count)
        rows.append(row)
        for (first, node) in trees.following(row[0]) {
            rowsByByte[first, default: []].append(number)
            var seconds: Set<UInt8> = Set(trees.following(node).map(\.byte))
            if trees.isEnd(node) {
                seconds.formUnion(row.count > 1 ? trees.following(row[1]).map(\.byte) : Array(UInt8.min...UInt8.max))
            }
            for second in seconds {
                let pair = UInt16(first) << 8 | UInt16(second)
                pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
                rowsByPair[pair, default: []].append(number)
            }
        }
    }

    /// The result of a search.
    struct Result {
        var text: [UInt8] = []
        /// The number of given bytes that have become that text; the rest may begin a secret.
        var taken = 0
        var hasFound = false
    }

    /// - Parameter isWhole: nothing follows. Else what may be the beginning of a form is not taken, nor the line with
    ///   it.
    func take(_ bytes: [UInt8], isWhole: Bool) -> Result {
        var result = Result()
        bytes.withUnsafeBufferPointer { take($0, isWhole: isWhole, &result) }
        return result
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ result: inout Result) {
        var place = 0
        var copied = 0
        while let found = next(in: bytes, from: place) {
            let attempt = follow(bytes, from: found)
            if attempt.isOpen, !isWhole {
                let start = Self.lineStart(in: bytes, from: copied, before: found)
                result.text += bytes[copied..<start]
                result.taken = start
                return
            }
            guard let end = attempt.end else {
                place = found + 1
                continue
            }
            result.text += bytes[copied..<found]
            result.text += Self.mark.utf8
            if attempt.isSecret { result.hasFound = true }
            place = end
            copied = end
        }
        result.text += bytes[copied...]
        result.taken = bytes.count
    }

    /// The beginning of the line, if that was not handed on.
    private static func lineStart(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int) -> Int {
        var place = end
        while place > start {
            if bytes[place - 1] == UInt8(ascii: "\n") || bytes[place - 1] == UInt8(ascii: "\r") { return place }
            if end - place > longestKeptLine { return end }
            place -= 1
        }
        return end
    }

    /// A longer beginning of a line is handed on without its end.
    private static let longestKeptLine = 4 << 10

    /// The position where a form may begin.
    private func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let found = pairs.withUnsafeBufferPointer { pairs -> Int? in
            var pair = Int(bytes[start])
            var place = start
            while place + 1 < bytes.count {
                pair = (pair << 8 | Int(bytes[place + 1])) & 0xFFFF
                if pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0 { return place }
                place += 1
            }
            return nil
        }
        if let found { return found }
        return rowsByByte[bytes[bytes.count - 1]] != nil ? bytes.count - 1 : nil
    }

    private struct Attempt {
        /// The end of the longest form that was found.
        var end: Int?
        var isSecret = true
        /// A form continues beyond what is there.
        var isOpen = false
    }

    private func follow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Attempt {
        var attempt = Attempt()
        var threads = beginning(bytes, at: start).map { Thread(row: $0, place: 0, node: rows[Int($0)][0]) }
        var position = start
        var following: [Thread] = []
        while !threads.isEmpty, position < bytes.count {
            let byte = bytes[position]
            position += 1
            following.removeAll(keepingCapacity: true)
            for thread in threads {
                guard let node = trees.node(after: thread.node, byte) else { continue }
                if trees.continues(node) {
                    let next = Thread(row: thread.row, place: thread.place, node: node)
                    if !following.contains(next) { following.append(next) }
                }
                guard trees.isEnd(node) else { continue }
                let row = rows[Int(thread.row)]
                let place = Int(thread.place) + 1
                if place == row.count {
                    attempt.end = position
                    attempt.isSecret = thread.row != 0
                } else {
                    let next = Thread(row: thread.row, place: Int32(place), node: row[place])
                    if !following.contains(next) { following.append(next) }
                }
            }
            swap(&threads, &following)
        }
        attempt.isOpen = !threads.isEmpty
        return attempt
    }

    private func beginning(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> [Int32] {
        if place + 1 == bytes.count { return rowsByByte[bytes[place]] ?? [] }
        return rowsByPair[UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])] ?? []
    }
}
