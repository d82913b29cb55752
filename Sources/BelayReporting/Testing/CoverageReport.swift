public import BelayRuntime
public import BelaySource

/// What the tests have run of each file, for people and as a page.
public struct CoverageReport: Sendable {
    /// By name, in the order of the names.
    private var files: [(source: SourceText, coverage: Coverage)] = []

    public init() {}

    /// Adds what one program's tests have run. A file that several use counts once.
    public mutating func add(_ coverage: Coverage, of source: SourceText) {
        if let index = files.firstIndex(where: { $0.source.name == source.name }) {
            files[index].coverage.merge(coverage)
        } else {
            files.append((source, coverage))
            files.sort { $0.source.name < $1.source.name }
        }
    }

    // MARK: - Text

    /// A row for each file and one for all, then the lines that did not run.
    public var text: String {
        var rows = [["", "statements", "branches", "handlers", "undos"]]
        var total = Coverage.Counts()
        for file in files {
            let counts = file.coverage.counts
            total.add(counts)
            rows.append([file.source.name] + counts.cells)
        }
        rows.append(["in all"] + total.cells)
        var lines = Self.aligned(rows)
        for file in files {
            let missing = file.coverage.missingLines(in: file.source)
            if !missing.isEmpty { lines.append("\(file.source.name) has not run: \(Self.ranges(missing))") }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = row[0] + String(repeating: " ", count: widths[0] - row[0].count)
            for column in 1..<row.count {
                line += String(repeating: " ", count: widths[column] - row[column].count + 2) + row[column]
            }
            return line
        }
    }

    /// `3, 7-9`
    private static func ranges(_ lines: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for line in lines {
            if let last = ranges.last, last.upperBound + 1 == line {
                ranges[ranges.count - 1] = last.lowerBound...line
            } else {
                ranges.append(line...line)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    // MARK: - A page

    /// One page that needs no other file: every line of every file, marked where a statement on it ran or did not.
    public var page: String {
        var html = """
            <!doctype html>
            <meta charset="utf-8">
            <title>What the tests run</title>
            <style>
            body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; }
            pre { line-height: 1.35; }
            td { padding-right: 2em; } td + td { text-align: right; }
            .yes { background: #dfd; } .no { background: #fcc; }
            i { color: #888; font-style: normal; }
            </style>
            <h1>What the tests run</h1>
            <table>
            <tr><td><td>statements<td>branches<td>handlers<td>undos

            """
        var total = Coverage.Counts()
        for file in files {
            total.add(file.coverage.counts)
            let name = JUnitReport.escaped(file.source.name)
            html += "<tr><td><a href=\"#\(name)\">\(name)</a><td>"
            html += file.coverage.counts.cells.joined(separator: "<td>") + "\n"
        }
        html += "<tr><td>in all<td>\(total.cells.joined(separator: "<td>"))\n</table>\n"
        for file in files { html += Self.page(of: file.source, file.coverage) }
        return html
    }

    private static func page(of source: SourceText, _ coverage: Coverage) -> String {
        let name = JUnitReport.escaped(source.name)
        var html = "<h2 id=\"\(name)\">\(name)</h2>\n<pre>\n"
        let marks = coverage.lines(in: source)
        let text = String(decoding: source.bytes, as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let mark = marks[index + 1].map { $0 ? "yes" : "no" } ?? ""
            let number = String(repeating: " ", count: max(0, 5 - "\(index + 1)".count)) + "\(index + 1)"
            html += "<i>\(number)</i> <span class=\"\(mark)\">\(JUnitReport.escaped(String(line)))</span>\n"
        }
        return html + "</pre>\n"
    }
}

extension Coverage {
    struct Counts {
        private var pairs: [(run: Int, all: Int)] = Array(repeating: (0, 0), count: 4)

        init() {}

        init(_ coverage: Coverage) {
            pairs = [
                Self.pair(coverage.statements.values), Self.pair(coverage.branches.values),
                Self.pair(coverage.handlers.values), Self.pair(coverage.undos.values),
            ]
        }

        private static func pair(_ marks: some Collection<Bool>) -> (run: Int, all: Int) {
            (marks.count { $0 }, marks.count)
        }

        mutating func add(_ other: Counts) {
            for index in pairs.indices {
                pairs[index].run += other.pairs[index].run
                pairs[index].all += other.pairs[index].all
            }
        }

        /// `12 of 12, 100 %`
        var cells: [String] {
            pairs.map { pair in
                pair.all == 0 ? "none" : "\(pair.run) of \(pair.all), \(pair.run * 100 / pair.all) %"
            }
        }
    }

    var counts: Counts { Counts(self) }

    /// Whether all that begins on a line has run; nil for one on which nothing does.
    func lines(in source: SourceText) -> [Int: Bool] {
        var lines: [Int: Bool] = [:]
        func take(_ start: Int, _ hasRun: Bool) {
            let line = source.position(at: start).line
            lines[line] = lines[line, default: true] && hasRun
        }
        for (start, hasRun) in statements { take(start, hasRun) }
        for (start, hasRun) in handlers { take(start, hasRun) }
        return lines
    }

    func missingLines(in source: SourceText) -> [Int] { lines(in: source).filter { !$0.value }.keys.sorted() }
}
