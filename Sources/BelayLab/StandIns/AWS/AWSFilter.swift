/// A word of `--filters`: `Name=tag:KubernetesCluster,Values=example.com,other.com`.
struct AWSFilter: Hashable, Sendable {
    var name: String
    var values: [String]

    init(_ word: String) throws(LabFailure) {
        guard word.hasPrefix("Name="), let rest = word.firstRange(of: ",Values=") else {
            throw LabFailure("Error parsing parameter '--filters': Expected: Name=string,Values=string,string")
        }
        name = String(word[word.index(word.startIndex, offsetBy: 5)..<rest.lowerBound])
        values = word[rest.upperBound...].split(separator: ",").map(String.init)
    }

    /// - Parameter fields: what the thing has besides tags, by the names of filters.
    func admits(tags: [String: String], fields: [String: String]) throws(LabFailure) -> Bool {
        if name == "tag-key" { return values.contains { tags[$0] != nil } }
        if name.hasPrefix("tag:") { return tags[String(name.dropFirst(4))].map(values.contains) ?? false }
        guard let value = fields[name] else { throw LabFailure("The filter '\(name)' is invalid") }
        return values.contains(value)
    }
}
