import BelayData

/// Tags as the client takes them and shows them.
enum AWSTags {
    /// Reads `ResourceType=snapshot,Tags=[{Key=a,Value=b},{Key=c,Value=d}]`.
    static func read(_ word: String, of type: String) throws(LabFailure) -> [String: String] {
        let beginning = "ResourceType=\(type),Tags=["
        guard word.hasPrefix(beginning), word.hasSuffix("]") else {
            throw LabFailure("Error parsing parameter '--tag-specifications': Expected: \(beginning){Key=..,Value=..}]")
        }
        var tags: [String: String] = [:]
        for part in word.dropFirst(beginning.count).dropLast().split(separator: "{") {
            let text = part.prefix { $0 != "}" }
            guard text.hasPrefix("Key="), let value = text.firstRange(of: ",Value=") else {
                throw LabFailure("Error parsing parameter '--tag-specifications': Expected: {Key=..,Value=..}")
            }
            tags[String(text.dropFirst(4)[..<value.lowerBound])] = String(text[value.upperBound...])
        }
        return tags
    }

    static func shown(_ tags: [String: String]) -> DataValue {
        .array(tags.sorted { $0.key < $1.key }.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }
}
