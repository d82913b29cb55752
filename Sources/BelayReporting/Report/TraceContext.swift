import BelayData
public import BelayRuntime

/// The place of a run in a trace, as W3C Trace Context writes it: `00-TRACE-SPAN-FLAGS`, all in hexadecimal digits.
public struct TraceContext: Hashable, Sendable {
    public let trace: String
    /// The span that started the run.
    public let span: String
    let flags: String

    /// Nil for anything else, also for a trace or a span of zeros, which is none.
    public init?(_ header: String?) {
        let parts = (header ?? "").split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            Self.isNumber(parts[1], digits: 32), Self.isNumber(parts[2], digits: 16), parts[3].count == 2,
            parts.allSatisfy({ $0.allSatisfy(Self.isDigit) })
        else { return nil }
        (trace, span, flags) = (parts[1], parts[2], parts[3])
    }

    public var header: String { "00-\(trace)-\(span)-\(flags)" }

    /// For a command of a run: the same trace, and the command's own span around what it does.
    public func header(for step: StepPath, of run: String) -> String {
        "00-\(trace)-\(Self.span(of: step, in: run))-\(flags)"
    }

    /// A span's number, the same each time it is asked for.
    /// - Parameter more: tells it apart from others of this step; empty for the command itself.
    static func span(of step: StepPath?, in run: String, _ more: String = "") -> String {
        String(digest("span \(run) \(step?.description ?? "") \(more)").prefix(16))
    }

    /// Of a run that nobody's trace has started.
    static func trace(of run: String) -> String { String(digest("trace \(run)").prefix(32)) }

    private static func digest(_ text: String) -> String { SHA256.digest(of: text.utf8).hex }

    private static func isNumber(_ text: String, digits: Int) -> Bool {
        text.count == digits && text.contains { $0 != "0" }
    }

    private static func isDigit(_ character: Character) -> Bool {
        ("0"..."9").contains(character) || ("a"..."f").contains(character)
    }
}
