extension Number {
    /// A number of a file, however long. Where it was spelled as only YAML does, such as `0x1F`, it is written in digits.
    public init(_ number: DataValue.Number) {
        let isPlain = NumberSpelling(number.written) != nil
        if let decimal = Decimal(number.text) {
            self.init(decimal, spelling: isPlain ? number.written : nil)
        } else {
            self.init(long: isPlain ? number.written : number.text)
        }
    }
}

extension DataValue {
    /// A number as it was spelled. With zeros before it, or a unit, it is a text: JSON has no such numbers and readers of
    /// YAML do not agree on them, and in digits it would not be what was written.
    public init(_ number: BelayData.Number) {
        self = Number(number.text).map { .number($0) } ?? .string(number.text)
    }
}
