import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax

/// The columns that plan and run share, so that a step reads the same in both: number, sign, then where and what.
///
///     2 Back up
///       2.1      backup etcd main on 10.0.0.4
///       2.1.1  ? 10.0.0.4: test -e /mnt/master
///       2.1.2  $ mkdir -p backups
struct OutlineLayout: Hashable, Sendable {
    /// Columns for numbers; a longer number pushes its own line on.
    var numberWidth: Int

    init(numberWidth: Int = 6) { self.numberWidth = numberWidth }

    /// Wide enough for the longest of these numbers, within reason.
    init(numbering steps: [StepPath]) {
        let widest = steps.map { $0.description.columns }.max() ?? 0
        numberWidth = min(max(widest, 6), 18)
    }

    /// The column where the text of a step begins, and everything that belongs to it beneath.
    var textColumn: Int { 2 + numberWidth + 1 + 2 }

    /// A step as one line: of a command the whole of it, line ends included. A number that the line before it had already
    /// is not said again.
    func row(for start: StepStart, repeatsNumber: Bool = false, depth: Int = 0) -> StyledText {
        if start.kind == .phase { return phaseRow(start) }
        var row = repeatsNumber ? StyledText(spaces(numberWidth + 3)) : number(start.step)
        guard let effect = start.effect else {
            row.append("  " + inset(depth))
            row.append(Self.title(of: start), start.kind == .handler || start.kind == .undo ? .caution : .plain)
            return row
        }
        row.append(effect.sign.rawValue, effect.sign.role)
        row.append(" " + inset(depth))
        if !effect.location.shown.isEmpty {
            row.append(effect.location.shown, .place)
            row.append(": ", .quiet)
        }
        row.append(effect.script.shown)
        return row
    }

    /// The condition of what follows, which is set in beneath it.
    func branch(_ title: PlannedText, of start: BranchStart, repeatsNumber: Bool, depth: Int) -> StyledText {
        var row = repeatsNumber ? StyledText(spaces(numberWidth + 3)) : number(start.step)
        row.append("  " + inset(depth))
        row.append(title.shown, .caution)
        return row
    }

    /// The column where the text of a step begins that is done only under `depth` conditions.
    func textColumn(depth: Int) -> Int { textColumn + inset(depth).count }

    private func inset(_ depth: Int) -> String { spaces(2 * depth) }

    /// The rows for what a command gets besides its text: variables, input, a limit of its own. A plan shows all of
    /// the input, a run its length.
    func details(of effect: CommandEffect, isPlan: Bool, depth: Int = 0) -> [StyledText] {
        var rows: [StyledText] = []
        for variable in effect.environment {
            let value = variable.isSecret ? "[secret]" : variable.value.shown
            rows.append(detail("with env \(variable.name)=\(value)", depth: depth))
        }
        switch effect.input {
        case .given(let text)?: rows += self.rows(for: text, isPlan: isPlan, depth)
        case .file(let file)?: rows += self.rows(for: file, depth)
        case nil: break
        }
        if let output = effect.output {
            rows.append(detail("with output file \(output.path.shown)", depth: depth))
        }
        if isPlan, !effect.hasUsualLimit {
            rows.append(detail("within \(effect.limit.shown)", depth: depth))
        }
        return rows
    }

    private func rows(for input: GivenText, isPlan: Bool, _ depth: Int) -> [StyledText] {
        if input.isSecret { return [detail("with input [secret]", depth: depth)] }
        var text = input.shown
        if text.last == "\n" { text.removeLast() }
        if input.shown.isEmpty { return [detail("with an empty input")] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if !isPlan { return [detail("with input of \(lines.count == 1 ? "1 line" : "\(lines.count) lines")")] }
        return [detail("with input:", depth: depth)] + lines.map { detail("  \($0)", depth: depth) }
    }

    private func rows(for file: CommandEffect.InputFile, _ depth: Int) -> [StyledText] {
        let size = file.content.map { " of \($0.size) \($0.size == 1 ? "byte" : "bytes")" } ?? ""
        var rows = [detail("with input file \(file.path.shown)\(size)", depth: depth)]
        if let before = file.before {
            let words = before.size == file.content?.size ? "the same size" : "\(before.size) bytes"
            rows.append(
                detail("another file than when the run began this change: it had \(words)", .caution, depth: depth))
        }
        return rows
    }

    /// Text beneath a step.
    func detail(_ text: String, _ role: Role = .quiet, depth: Int = 0) -> StyledText {
        var row = StyledText(spaces(textColumn(depth: depth)))
        row.append(text, role)
        return row
    }

    /// The number of a step and the spaces after it, up to the sign.
    func number(_ step: StepPath) -> StyledText {
        var row = StyledText("  ")
        row.append(step.description, .number)
        row.pad(to: 2 + numberWidth, gap: 0)
        row.append(" ")
        return row
    }

    /// A line across: what lies above it and what below are two different things.
    func pointOfNoReturn(_ text: String, width: Int?, depth: Int = 0) -> [StyledText] {
        let across = min(width ?? 80, 100)
        var row = StyledText("──── ", .caution)
        row.append("point of no return", .caution)
        row.append(": \(text) ")
        var rows = row.wrapped(to: across, indent: 5)
        let left = across - rows[rows.count - 1].columns
        if left > 0 { rows[rows.count - 1].append(String(repeating: "─", count: left), .caution) }
        return rows
    }

    /// A difference, its added and removed lines told apart by colour as by their signs.
    func difference(_ text: String, depth: Int = 0) -> [StyledText] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            let role: Role =
                if line.hasPrefix("+") { .added } else if line.hasPrefix("-") { .removed } else { .quiet }
            return detail(String(line), role, depth: depth)
        }
    }

    /// A handler is titled with its whole text: of a block the line that it begins with is enough.
    private static func title(of start: StepStart) -> String {
        let title = start.title.shown
        guard start.kind == .handler, let brace = title.firstIndex(of: "{") else { return start.kind.word + title }
        let head = title[..<brace]
        return String(head.last == " " ? head.dropLast() : head)
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private func phaseRow(_ start: StepStart) -> StyledText {
        var row = StyledText(start.step.description, .number)
        row.append(" ")
        row.append(start.title.shown, .heading)
        return row
    }
}

extension CommandSign {
    var role: Role {
        switch self {
        case .reads: .reads
        case .changes: .changes
        case .destroys: .destroys
        }
    }
}
