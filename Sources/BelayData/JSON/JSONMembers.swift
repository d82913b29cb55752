/// Gathers the members of an object. With many of them it keeps an index, so that gathering takes linear time.
struct JSONMembers {
    private var members: [JSON.Object.Member] = []
    private var places: [ExactText: Int] = [:]
    private static let fewMembers = 12

    var object: JSON.Object { JSON.Object(unchecked: members) }

    mutating func add(_ key: String, _ value: JSON) {
        if let place = place(of: key) {
            members[place].value = value
            return
        }
        members.append(JSON.Object.Member(key: key, value: value))
        if members.count == Self.fewMembers {
            for (place, member) in members.enumerated() { places[ExactText(member.key)] = place }
        } else if members.count > Self.fewMembers {
            places[ExactText(key)] = members.count - 1
        }
    }

    private func place(of key: String) -> Int? {
        if members.count >= Self.fewMembers { return places[ExactText(key)] }
        return members.firstIndex { $0.key.hasSameBytes(as: key) }
    }
}
