/// Gathers the members of an object. With many of them it keeps an index, so that gathering takes linear time.
struct JSONMembers {
    private var members: [DataValue.Object.Member] = []
    private var places: [ByteString: Int] = [:]
    private static let fewMembers = 12

    var object: DataValue.Object { DataValue.Object(unchecked: members) }

    mutating func add(_ key: String, _ value: DataValue) {
        if let place = place(of: key) {
            members[place].value = value
            return
        }
        members.append(DataValue.Object.Member(key: key, value: value))
        if members.count == Self.fewMembers {
            for (place, member) in members.enumerated() { places[ByteString(member.key)] = place }
        } else if members.count > Self.fewMembers {
            places[ByteString(key)] = members.count - 1
        }
    }

    private func place(of key: String) -> Int? {
        if members.count >= Self.fewMembers { return places[ByteString(key)] }
        return members.firstIndex { $0.key.hasSameBytes(as: key) }
    }
}
