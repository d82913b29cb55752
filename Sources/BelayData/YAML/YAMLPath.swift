/// The place in a document where an edit applies, as the language writes it:
/// `spec.etcdClusters[name=main].etcdMembers`.
public struct YAMLPath: Hashable, Sendable, CustomStringConvertible {
    public enum Step: Hashable, Sendable {
        /// A member of a mapping.
        case field(String)
        /// An element of a list, counted from zero.
        case index(Int)
        /// The one element of a list whose field is a scalar equal to the value: `[name=main]`, `[port=80]`.
        ///
        /// The value as it is written and, if it is a number, as a number, which is the same in any spelling.
        case selection(field: String, value: String, number: Number? = nil)
    }

    public var steps: [Step]

    public init(_ steps: [Step]) { self.steps = steps }

    /// Fields that are not plain names are in brackets and quotes.
    public var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name) where Self.isPlain(name): text += text.isEmpty ? name : ".\(name)"
            case .field(let name): text += "[\(DataValue.string(name))]"
            case .index(let index): text += "[\(index)]"
            case .selection(let field, let value, _): text += "[\(field)=\(value)]"
            }
        }
        return text
    }

    private static func isPlain(_ name: String) -> Bool {
        name.utf8.first.map { !$0.isDigit } ?? false
            && name.utf8.allSatisfy { ScalarSet.word.contains(UInt32($0)) || $0 == UInt8(ascii: "-") }
    }
}
