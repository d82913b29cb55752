extension DataValue {
    /// Members in the order in which they were written, no key twice.
    public struct Object: Hashable, Sendable {
        public struct Member: Hashable, Sendable {
            public let key: String
            public var value: DataValue

            public init(key: String, value: DataValue) {
                self.key = key
                self.value = value
            }

            public static func == (one: Member, other: Member) -> Bool {
                one.key.hasSameBytes(as: other.key) && one.value == other.value
            }

            public func hash(into hasher: inout Hasher) {
                hasher.combine(ByteString(key))
                hasher.combine(value)
            }
        }

        public private(set) var members: [Member]

        public init() { members = [] }

        /// For members that are known to have different keys.
        init(unchecked members: [Member]) { self.members = members }

        public var isEmpty: Bool { members.isEmpty }
        public var count: Int { members.count }
        public var keys: [String] { members.map(\.key) }

        /// Setting adds a new member at the end and leaves an existing one in its place; setting nil removes it. The
        /// time it takes grows with the number of members.
        public subscript(key: String) -> DataValue? {
            get { index(of: key).map { members[$0].value } }
            set {
                switch (index(of: key), newValue) {
                case (let index?, let value?): members[index].value = value
                case (let index?, nil): members.remove(at: index)
                case (nil, let value?): members.append(Member(key: key, value: value))
                case (nil, nil): break
                }
            }
        }

        private func index(of key: String) -> Int? { members.firstIndex { $0.key.hasSameBytes(as: key) } }
    }
}
