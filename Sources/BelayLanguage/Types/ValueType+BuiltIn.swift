extension ValueType {
    private static let builtIn: [String: ValueType] = [
        "text": .text, "number": .number, "flag": .flag, "duration": .duration, "path": .path, "host": .host,
        "secret": .secret, "record": .record, "time": .time,
    ]

    public static let builtInNames = builtIn.keys.sorted()

    init?(builtIn name: String) {
        guard let type = Self.builtIn[name] else { return nil }
        self = type
    }
}
