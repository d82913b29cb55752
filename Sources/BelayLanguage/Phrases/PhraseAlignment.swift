import BelaySource
import BelaySyntax

/// The alignment of a call with a signature that it does not match: the cheapest way to make it match.
struct PhraseAlignment {
    enum Difference {
        /// The call has another word, or no word, where the signature has one.
        case differs(element: Int, item: Int)
        /// The signature has something more, before this element.
        case lacks(item: Int, beforeElement: Int)
        /// The call has something more.
        case exceeds(element: Int)
    }

    /// From the beginning of the call on.
    private(set) var differences: [Difference] = []
    private(set) var cost = 0.0
    /// Words of the signature that are in the call, exactly or nearly.
    private(set) var sharedWords = 0

    init(_ places: [String?], _ items: [Signature.Item]) {
        let table = Self.costs(places, items)
        cost = table[0][0]
        var element = 0
        var item = 0
        while element < places.count || item < items.count {
            if element < places.count, item < items.count,
                table[element][item] == table[element + 1][item + 1] + Self.cost(places[element], items[item])
            {
                let cost = Self.cost(places[element], items[item])
                if items[item].word != nil, cost < 1 { sharedWords += 1 }
                if items[item].word != nil, cost > 0 { differences.append(.differs(element: element, item: item)) }
                element += 1
                item += 1
            } else if item < items.count, table[element][item] == table[element][item + 1] + 1 {
                differences.append(.lacks(item: item, beforeElement: element))
                item += 1
            } else {
                differences.append(.exceeds(element: element))
                element += 1
            }
        }
    }

    /// The cost from each pair of places to the ends.
    private static func costs(_ places: [String?], _ items: [Signature.Item]) -> [[Double]] {
        var table = Array(repeating: Array(repeating: 0.0, count: items.count + 1), count: places.count + 1)
        for element in stride(from: places.count, through: 0, by: -1) {
            for item in stride(from: items.count, through: 0, by: -1) {
                if element == places.count {
                    table[element][item] = Double(items.count - item)
                } else if item == items.count {
                    table[element][item] = Double(places.count - element)
                } else {
                    table[element][item] = min(
                        table[element + 1][item + 1] + cost(places[element], items[item]),
                        table[element + 1][item] + 1, table[element][item + 1] + 1)
                }
            }
        }
        return table
    }

    private static func cost(_ place: String?, _ item: Signature.Item) -> Double {
        guard let word = item.word else { return place == nil ? 0 : 0.125 }
        guard let place else { return 1.5 }
        if place == word { return 0 }
        let isNear = place.count > 2 && NameSuggestion.nearest(to: place, among: [word, ""]) == word
        return isNear ? 0.25 : 1.25
    }

    /// The signature is close enough to suggest.
    func isNear(elements: Int, items: Int) -> Bool {
        sharedWords > 0 && cost <= Double(max(elements, items)) * 0.6
    }
}
