import BelayLanguage
import BelaySource
import BelaySyntax

extension SessionWorkspace {
    /// The session as a runbook: what its runbook declares, what was declared since, and what was done, in phases.
    public func saved(title: String, documentation: String) -> String {
        let runbook = files[0]
        var declarations: [String] = []
        for statement in runbook.syntax.statements where statement.isHead || statement.isOnlyNames {
            declarations.append(runbook.source.text(of: statement.span))
        }
        var phases = SavedPhases()
        for input in inputFiles {
            for statement in input.syntax.statements {
                let text = input.source.text(of: statement.span)
                if statement.isHead {
                    if !declarations.contains(text) { declarations.append(text) }
                } else {
                    phases.add(statement.saved(as: text), isPhase: statement.isPhase)
                }
            }
        }
        let head = "runbook \(Self.quoted(title))\n    \(Self.quoted(documentation))"
        return ([head] + declarations + phases.texts).joined(separator: "\n\n") + "\n"
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

/// What was done, gathered into phases.
private struct SavedPhases {
    private(set) var texts: [String] = []
    private var isOpen = false
    private var count = 0

    mutating func add(_ text: String, isPhase: Bool) {
        if isPhase {
            texts.append(text)
            isOpen = false
            return
        }
        if isOpen {
            texts[texts.count - 1].removeLast("}".count)
        } else {
            count += 1
            texts.append("phase \"Part \(count)\" {\n")
            isOpen = true
        }
        texts[texts.count - 1] += Self.indented(text) + "\n}"
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    }
}

extension StatementSyntax {
    fileprivate var isPhase: Bool {
        if case .phase = self { return true }
        return false
    }

    /// What stands above the phases, but the title.
    fileprivate var isHead: Bool {
        switch self {
        case .needs, .use, .rehearse, .parameter, .type, .lock, .definition: true
        case .runbook, .let, .on, .in, .locally, .within, .withInput, .withEnvironment, .command, .documentation,
            .row, .phase, .step, .if, .for, .await, .expect, .guard, .confirm, .ask, .manual, .onFailure, .always,
            .undoBlock, .undo, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            false
        }
    }

    /// A first `let` of the runbook.
    fileprivate var isOnlyNames: Bool {
        switch self {
        case .let: true
        case .on(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .in(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .locally(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .within(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .withInput(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .withEnvironment(let node): node.body.statements.allSatisfy(\.isOnlyNames)
        case .needs, .use, .rehearse, .parameter, .type, .lock, .definition, .runbook, .command, .documentation,
            .row, .phase, .step, .if, .for, .await, .expect, .guard, .confirm, .ask, .manual, .onFailure, .always,
            .undoBlock, .undo, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            false
        }
    }

    /// A secret that was typed is in no file: whoever runs the runbook is asked for it.
    fileprivate func saved(as text: String) -> String {
        guard case .let(let node) = self, case .name(let type)? = node.type?.kind, type.text == "secret",
            !text.contains("?")
        else { return text }
        return "ask \(node.name.text): secret \"\(node.name.text)\""
    }
}

extension Workspace {
    /// The runbook as it may be typed: its title is blank. Nil when it is not UTF-8.
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
