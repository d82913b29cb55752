/// `note "T" unless C`: a finding that the end of the run tells again.
public struct Note: Sendable {
    public var text: ValueExpression
    public var condition: ValueExpression?
    /// It is noted when the condition does not hold.
    public var isUnless: Bool

    public init(text: ValueExpression, condition: ValueExpression?, isUnless: Bool) {
        self.text = text
        self.condition = condition
        self.isUnless = isUnless
    }
}
