import BelayData

/// Numbers come in their order, durations and times in theirs, and texts by their characters. Of two kinds there is none.
extension Value {
    private enum OrderedKind: Hashable {
        case number, duration, time, text
    }

    private var orderedKind: OrderedKind? {
        switch self {
        case .number: .number
        case .duration: .duration
        case .time: .time
        case .text, .host: .text
        case .flag, .secret, .list, .record, .none, .unknown: nil
        }
    }

    /// - Parameter path: the place where these are found in the elements of a list, as it is written; nil for the elements.
    static func requireOrder(_ values: [Value], by path: String? = nil) throws(ValueProblem) {
        let place = path.map { " by which `\($0)` could sort" } ?? ""
        for (index, value) in values.enumerated() {
            guard let kind = value.orderedKind else {
                throw ValueProblem(message: "has at [\(index)] \(value.describedForOrder)\(place), which has no order")
            }
            guard kind == values[0].orderedKind else {
                let words = "\(values[0].kindName) and at [\(index)] \(value.kindName)"
                throw ValueProblem(message: "has \(words), and neither comes before the other")
            }
            if case .number(let number) = value, case .number(let first) = values[0], number.precedes(first) == nil {
                throw ValueProblem(message: "has at [\(index)] a number with more digits than Belay compares")
            }
        }
    }

    private var describedForOrder: String { self == .none ? "nothing" : kindName }

    /// The positions in order; equal ones stay as they are. All have an order, see `requireOrder`.
    static func order(of values: [Value], isDescending: Bool) -> [Int] {
        values.indices.sorted { one, other in
            let (first, second) = isDescending ? (values[other], values[one]) : (values[one], values[other])
            if first.comes(before: second) { return true }
            return !second.comes(before: first) && one < other
        }
    }

    private func comes(before other: Value) -> Bool {
        switch (self, other) {
        case (.number(let this), .number(let that)): this.precedes(that) ?? false
        case (.duration(let this), .duration(let that)): this < that
        case (.time(let this), .time(let that)): this < that
        default: (text ?? "").utf8.lexicographicallyPrecedes((other.text ?? "").utf8)
        }
    }
}
