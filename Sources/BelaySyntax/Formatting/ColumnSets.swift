/// Cells that begin in the same column, joined two by two.
struct ColumnSets {
    typealias Place = ColumnAlignment.Place

    /// The number of the set of each place; a set that has become part of another is empty.
    private var numbers: [Place: Int] = [:]
    private var all: [[Place]] = []

    var sets: [[Place]] { all.filter { !$0.isEmpty } }

    mutating func join(_ first: Place, _ second: Place) {
        let one = number(of: first)
        let other = number(of: second)
        if one == other { return }
        for place in all[other] { numbers[place] = one }
        all[one] += all[other]
        all[other] = []
    }

    private mutating func number(of place: Place) -> Int {
        if let number = numbers[place] { return number }
        all.append([place])
        numbers[place] = all.count - 1
        return all.count - 1
    }
}
