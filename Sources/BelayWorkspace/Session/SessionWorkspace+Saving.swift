import BelayLanguage
import BelaySource
import BelaySyntax

extension SessionWorkspace {
    /// The session as a runbook: what its runbook declares, what was declared since, and what was done, in phases.
    public func saved(title: String, documentation: String) -> String {
        var secrets = SavedSecrets(program)
        var declarations: [String] = []
        let runbook = files[0]
        for statement in runbook.syntax.statements where statement.isHead || statement.isOnlyLets {
            declarations.append(secrets.text(of: statement, in: runbook.source))
        }
        var phases = SavedPhases()
        for (input, file) in keptInputs {
            var done: [SavedPhases.Piece] = []
            for statement in file.syntax.statements {
                let text = secrets.text(of: statement, in: file.source)
                if statement.isHead {
                    if !declarations.contains(text) { declarations.append(text) }
                } else {
                    done.append(SavedPhases.Piece(text: text, isPhase: statement.form == .phase))
                }
            }
            let hasHandlers = file.syntax.statements.contains(where: \.form.isHandler)
            phases.add(done, below: remarks[input] ?? [], isAlone: hasHandlers)
        }
        let head = "runbook \(Self.quoted(title))\n    \(Self.quoted(documentation))"
        return ([head] + secrets.parameters + declarations + phases.texts).joined(separator: "\n\n") + "\n"
    }

    /// A library that a saved runbook would find in another file than the session did.
    public func otherLibrary(of saved: Workspace) -> String? {
        let known = Set(files.map(\.source.bytes))
        return saved.files.dropFirst().first { !known.contains($0.source.bytes) }?.source.name
    }

    private static func quoted(_ text: String) -> String {
        var written = "\""
        for character in text {
            if "\"\\$".contains(character) { written.append("\\") }
            written.append(character == "\n" ? " " : character)
        }
        return written + "\""
    }
}

/// The steps that were done, grouped into phases.
private struct SavedPhases {
    struct Piece {
        var text: String
        var isPhase: Bool
    }

    private(set) var texts: [String] = []
    private var isOpen = false
    private var count = 0

    /// - Parameters:
    ///   - remarks: what is said of it.
    ///   - isAlone: in a phase of its own, since what it arms holds up to the end of that.
    mutating func add(_ pieces: [Piece], below remarks: [String], isAlone: Bool) {
        if isAlone { isOpen = false }
        let above = remarks.map { "# \($0)" }
        if pieces.first?.isPhase != true { above.forEach { add($0) } }
        for (index, piece) in pieces.enumerated() {
            if piece.isPhase {
                texts.append(((index == 0 ? above : []) + [piece.text]).joined(separator: "\n"))
                isOpen = false
            } else {
                add(piece.text)
            }
        }
        if isAlone { isOpen = false }
    }

    private mutating func add(_ text: String) {
        if isOpen {
            texts[texts.count - 1].removeLast("}".count)
        } else {
            count += 1
            texts.append("phase \"Part \(count)\" {\n")
            isOpen = true
        }
        texts[texts.count - 1] += Self.indented(text) + "\n}"
    }

    /// Except lines that continue the one before: inside quotes of a command, spaces matter.
    private static func indented(_ text: String) -> String {
        var continues = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            defer { continues = line.reversed().prefix { $0 == "\\" }.count % 2 == 1 }
            return line.isEmpty || continues ? String(line) : "    \(line)"
        }.joined(separator: "\n")
    }
}

extension StatementSyntax {
    /// What is above the phases, but the title.
    fileprivate var isHead: Bool { form.isDeclaration && form != .runbook }
}

extension Workspace {
    /// The keyword of a declaration that a run can only have from its start, if there is one.
    public var headOfRun: String? {
        for statement in files[0].syntax.statements {
            switch statement {
            case .parameter: return "param"
            case .lock: return "lock"
            default: continue
            }
        }
        return nil
    }

    /// The runbook as it may be typed: its title is blanked out. Nil if it is not UTF-8.
    public var textWithoutTitle: String? {
        var bytes = files[0].source.bytes
        for statement in files[0].syntax.statements {
            guard case .runbook(let node) = statement else { continue }
            for index in node.span.start..<min(node.span.end, bytes.count) where bytes[index] != UInt8(ascii: "\n") {
                bytes[index] = UInt8(ascii: " ")
            }
        }
        let text = String(validating: bytes, as: UTF8.self)
        return text.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }
    }
}
