/// YAML as configuration files are written: mappings, lists and scalars in block and flow style, anchors, aliases, merge
/// keys, several documents, and the tags that YAML itself has. Tags of programs, keys that are no scalars and aliases
/// within their own anchors are refused where they appear.
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

    /// All documents of a text; an empty text has none.
    public static func documents(_ text: String) throws(YAMLError) -> [DataValue] {
        var parser = YAMLParser(text: text)
        return try parser.parseDocuments().map(\.json)
    }

    /// A value as one document in blocks. It ends with a line end only if it ends in a block of text, which needs one.
    public static func text(of value: DataValue) -> String {
        let writer = YAMLWriter(style: YAMLStyle())
        let value = value.inBothSchemas
        let text = writer.document(value, in: 0)
        return writer.endsInBlock(value) ? text + "\n" : text
    }
}
