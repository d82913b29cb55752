/// The part of YAML 1.2 that configuration files are written in: one document of mappings, lists and scalars in block and flow
/// style. Anchors, aliases, tags, complex keys and further documents are refused at their place.
///
/// A plain scalar has its type by the core schema: `yes` and dates are texts. Infinities and what is no number are texts
/// too, since data has no such numbers. A line end that is missing at the end of the text is taken for there, and so
/// is the second half of one, as that is what a captured output has lost.
public enum YAML {
    /// Keys become texts as they are written; of an empty text null is read.
    public static func read(_ text: String) throws(YAMLError) -> DataValue {
        var parser = YAMLParser(text: text)
        return try parser.parseDocument().json
    }
}
