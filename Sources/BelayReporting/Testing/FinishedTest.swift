public import BelayData
import BelayRuntime

/// A test that has run, as it is told.
public struct FinishedTest: Sendable {
    /// As it is shown.
    public var file: String
    public var line: Int
    public var title: String
    /// Drawn diagnostics; none of a test that has passed.
    public var failures: [String]
    public var duration: Duration

    public init(file: String, line: Int, title: String, failures: [String], duration: Duration) {
        self.file = file
        self.line = line
        self.title = title
        self.failures = failures
        self.duration = duration
    }

    public var hasPassed: Bool { failures.isEmpty }

    /// For machines: one object.
    public var object: DataValue {
        var object = DataValue.Object()
        object["file"] = .string(file)
        object["line"] = .number(line)
        object["test"] = .string(title)
        object["passed"] = .bool(hasPassed)
        object["failures"] = .array(failures.map { .string($0) })
        object["seconds"] = DataValue.Number(duration.inSeconds).map(DataValue.number) ?? .null
        return .object(object)
    }
}

extension [FinishedTest] {
    /// Such as `12 tests: 11 passed, 1 failed, in 34ms.`
    public func summary(took duration: Duration) -> String {
        let failed = count { !$0.hasPassed }
        let tests = count == 1 ? "1 test" : "\(count) tests"
        if failed == 0 { return "\(tests) passed in \(duration.shown)." }
        return "\(tests): \(count - failed) passed, \(failed) failed, in \(duration.shown)."
    }
}
