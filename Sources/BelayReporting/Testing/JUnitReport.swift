import BelayRuntime

/// Tests as continuous integration reads them: a suite for each file, a case for each test.
public enum JUnitReport {
    public static func text(of tests: [FinishedTest], took duration: Duration) -> String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        let failed = tests.count { !$0.hasPassed }
        lines.append(
            "<testsuites tests=\"\(tests.count)\" failures=\"\(failed)\" time=\"\(duration.inSeconds)\">")
        var files: [String] = []
        for test in tests where !files.contains(test.file) { files.append(test.file) }
        for file in files { lines += suite(file, tests.filter { $0.file == file }) }
        return (lines + ["</testsuites>"]).map { $0 + "\n" }.joined()
    }

    private static func suite(_ file: String, _ tests: [FinishedTest]) -> [String] {
        let failed = tests.count { !$0.hasPassed }
        let time = tests.reduce(Duration.zero) { $0 + $1.duration }.inSeconds
        var lines = [
            "  <testsuite name=\"\(escaped(file))\" tests=\"\(tests.count)\" failures=\"\(failed)\" time=\"\(time)\">"
        ]
        for test in tests {
            let head =
                "    <testcase classname=\"\(escaped(file))\" name=\"\(escaped(test.title))\" file=\"\(escaped(file))\""
                + " line=\"\(test.line)\" time=\"\(test.duration.inSeconds)\""
            if test.hasPassed {
                lines.append("\(head)/>")
                continue
            }
            let first = test.failures.first?.split(separator: "\n").first.map(String.init) ?? ""
            let text = escaped(test.failures.joined(separator: "\n"))
            lines += ["\(head)>", "      <failure message=\"\(escaped(first))\">\(text)</failure>", "    </testcase>"]
        }
        return lines + ["  </testsuite>"]
    }

    /// In text and in attributes. What XML has no way to write is left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
