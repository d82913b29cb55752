/// The secrets of a run that cannot be had again, and those that were given since.
struct LostSecrets {
    /// By the names that represent them in values.
    private var secrets: [Value: LostSecret] = [:]
    private var values: [LostSecret: Value] = [:]

    mutating func add(_ secret: LostSecret) { secrets[secret.value] = secret }

    func secret(_ name: String) -> LostSecret? { secrets[.unknown(name)] }

    mutating func give(_ value: Value, for secret: LostSecret) { values[secret] = value }

    func given(_ secret: LostSecret) -> Value? { values[secret] }
}

extension String {
    /// The name by which a secret is given: of an argument, such as `hole token`, the last word.
    var nameOfSecret: String { split(separator: " ").last.map(String.init) ?? self }
}
