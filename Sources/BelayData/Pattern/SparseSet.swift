/// A set of small numbers that empties in no time and lists its members in the order they came (Briggs and Torczon).
struct SparseSet {
    private var members: [Int]
    private var places: [Int]
    private(set) var count = 0

    init(capacity: Int) {
        members = Array(repeating: 0, count: capacity)
        places = Array(repeating: 0, count: capacity)
    }

    subscript(index: Int) -> Int { members[index] }

    func contains(_ number: Int) -> Bool {
        let place = places[number]
        return place < count && members[place] == number
    }

    /// - Returns: true if it was not in the set before.
    mutating func insert(_ number: Int) -> Bool {
        if contains(number) { return false }
        members[count] = number
        places[number] = count
        count += 1
        return true
    }

    mutating func removeAll() { count = 0 }
}
