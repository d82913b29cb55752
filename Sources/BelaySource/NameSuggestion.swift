/// The name that was probably meant instead of an unknown one.
public enum NameSuggestion {
    /// The only candidate; else the one that is equal but for case; else the nearest one, if no more than a third of the
    /// name's letters would have to be added, dropped, changed or swapped with their neighbour. Of equally near ones the
    /// first by the alphabet of those whose length differs least, in whatever order they come.
    public static func nearest(to name: String, among candidates: [String]) -> String? {
        if candidates.count <= 1 { return candidates.first }
        let lowercased = name.lowercased()
        let ranked = candidates.map { (abs($0.count - name.count), $0) }
        let candidates = ranked.sorted { $0 < $1 }.map(\.1)
        if let same = candidates.first(where: { $0.lowercased() == lowercased }) { return same }
        let letters = Array(name)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let limit = best.map { $0.distance - 1 } ?? max(letters.count / 3, 1)
            if let distance = distance(from: letters, to: Array(candidate), limit: limit) {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// The number of letters that differ, with a swap of neighbours as one; nil above the limit.
    private static func distance(from one: [Character], to other: [Character], limit: Int) -> Int? {
        guard limit >= 0, abs(one.count - other.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var current = [row + 1]
            for column in other.indices {
                var cost = min(last[column + 1], current[column]) + 1
                cost = min(cost, last[column] + (one[row] == other[column] ? 0 : 1))
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            if current.min() ?? 0 > limit, last.min() ?? 0 > limit { return nil }
            beforeLast = last
            last = current
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }
}
