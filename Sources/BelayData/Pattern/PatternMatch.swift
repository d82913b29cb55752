/// The place where a pattern matched, in bytes of the text.
struct PatternMatch {
    /// Beginnings and ends of the groups, two per group; minus one if a group took no part.
    let slots: [Int]

    var range: Range<Int> { slots[0]..<slots[1] }

    func range(ofGroup group: Int) -> Range<Int>? {
        guard slots[2 * group] >= 0, slots[2 * group + 1] >= 0 else { return nil }
        return slots[2 * group]..<slots[2 * group + 1]
    }
}
