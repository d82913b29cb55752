import BelayData

/// Tags as the client takes them and shows them.
enum AWSTags {
    /// Reads `ResourceType=snapshot,Tags=[{Key=a,Value=b},{Key=c,Value=d}]`, or the same as JSON.
    static func read(_ word: String, of type: String) throws(LabFailure) -> [String: String] {
        let option = "--tag-specifications"
        if let data = try? DataValue(parsing: word) {
            let own = (data.array ?? [data]).first { $0["ResourceType"]?.string == type }
            return try tags(own?["Tags"]?.array ?? [], option)
        }
        let beginning = "ResourceType=\(type),Tags=["
        guard word.hasPrefix(beginning), word.hasSuffix("]") else {
            throw LabFailure("Error parsing parameter '\(option)': Expected: \(beginning){Key=..,Value=..}]")
        }
        let parts = word.dropFirst(beginning.count).dropLast().split(separator: "{").map { $0.prefix { $0 != "}" } }
        return try read(parts.map(String.init), of: option)
    }

    /// Reads the words behind `--tags`: `Key=a,Value=b`, or a list as JSON. A value may be missing.
    static func read(_ words: [String], of option: String = "--tags") throws(LabFailure) -> [String: String] {
        if words.count == 1, let data = try? DataValue(parsing: words[0]) {
            return try tags(data.array ?? [data], option)
        }
        var tags: [String: String] = [:]
        for text in words {
            guard text.hasPrefix("Key=") else {
                throw LabFailure("Error parsing parameter '\(option)': Expected: Key=..,Value=..")
            }
            let value = text.firstRange(of: ",Value=")
            tags[String(text[text.index(text.startIndex, offsetBy: 4)..<(value?.lowerBound ?? text.endIndex)])] =
                value.map { String(text[$0.upperBound...]) } ?? ""
        }
        return tags
    }

    private static func tags(_ list: [DataValue], _ option: String) throws(LabFailure) -> [String: String] {
        var tags: [String: String] = [:]
        for one in list {
            guard let key = one["Key"]?.string else {
                throw LabFailure("Error parsing parameter '\(option)': Missing required parameter: \"Key\"")
            }
            tags[key] = one["Value"]?.string ?? ""
        }
        return tags
    }

    static func shown(_ tags: [String: String]) -> DataValue {
        .array(tags.sorted { $0.key < $1.key }.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }
}
