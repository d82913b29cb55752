/// The part of YAML 1.2 that configuration files are written in: one document of mappings, lists and scalars in block
/// and flow style. Anchors, aliases, tags, complex keys and further documents are refused where they appear.
///
/// A plain scalar has its type by the core schema: `yes` and dates are strings. Infinities and NaN are strings too,
/// since the data has no such numbers. A line end that is missing at the end of the text is assumed, and so is the
/// second half of one, because captured output has lost it.
public enum YAML {
    /// Keys become strings as they are written; an empty text is read as null.
    public static func read(_ text: String) throws(YAMLError) -> DataValue {
        var parser = YAMLParser(text: text)
        return try parser.parseDocument().json
    }
}
