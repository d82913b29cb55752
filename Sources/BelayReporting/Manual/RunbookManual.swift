public import BelayLanguage
import BelaySource
import BelaySyntax

/// All that a runbook says of itself, out of its program: what it is for, what it is given, and what each part of it does. It is
/// written as Markdown by `ManualMarkdown`, and as a page of HTML by `ManualPage`.
///
/// Nothing in it depends on the machine or the time, so that it can be kept next to the runbook and compared with it.
public struct RunbookManual: Sendable {
    /// A line of what a part does.
    struct Row: Hashable, Sendable {
        /// As the plan shows it; empty where the plan has no number.
        var number: String
        /// How deep it is in the blocks of its part.
        var depth: Int
        /// The worst sign of the commands in it.
        var sign: CommandSign?
        /// As it is written; of a block its head.
        var text: String
        /// Where its commands run; empty where that is up to whoever calls the part.
        var place: String
        /// The comments above it.
        var comment: String
        /// The phrases that it calls, as they are read.
        var calls: [String]
    }

    struct Part: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case phase
            /// `on failure` or `always`, for the whole run.
            case handler
            /// What else is between the phases.
            case statements
        }

        var kind: Kind
        var number: String
        var title: String
        var rows: [Row]
    }

    /// A phrase that the runbook calls, at any depth.
    struct Phrase: Hashable, Sendable {
        /// `action`, `probe` or `target`.
        var kind: String
        /// With its types, such as `restart service (name: text)`.
        var signature: String
        /// Without them; it is what rows and the drawing call it.
        var name: String
        var documentation: String
        /// The library that has it; empty for the runbook itself.
        var library: String
        var rows: [Row]
        /// Nil for one without an `undo`.
        var undo: [Row]?
        var hasDoneWhen: Bool
        /// The worst sign of all that it does.
        var sign: CommandSign?
    }

    struct Parameter: Hashable, Sendable {
        var name: String
        var type: String
        /// As it is written; empty where a value must be given.
        var defaultValue: String
        var documentation: String
    }

    /// Something that only a person can answer, or a point of no return.
    struct Question: Hashable, Sendable {
        var text: String
        /// The number of its step, or the phrase that asks.
        var place: String
        var isPointOfNoReturn: Bool
    }

    /// As it is named on the command line.
    let name: String
    let title: String
    let documentation: String
    let needs: [String]
    let lab: String?
    let lock: String?
    let parameters: [Parameter]
    let parts: [Part]
    let phrases: [Phrase]
    let questions: [Question]

    /// - Parameters:
    ///   - name: as it is named on the command line, such as `deploy.runbook`.
    ///   - isLibrary: there is no runbook: all phrases of the file are in it.
    public init(_ program: Program, name: String, isLibrary: Bool) {
        var reader = ManualReader(program)
        self.name = name
        title = isLibrary ? "Library \(reader.library(of: program.runbookFile))" : program.title
        documentation = program.documentation
        needs = program.needs.map(\.program)
        lab = program.lab
        lock = program.lock.map { reader.text(of: $0) }
        parameters = program.parameters.map { parameter in
            Parameter(
                name: parameter.name, type: parameter.type.name,
                defaultValue: parameter.environment.map { "env \($0)" }
                    ?? parameter.defaultValue.map { reader.text(of: $0) } ?? "",
                documentation: parameter.documentation)
        }
        parts = reader.parts()
        phrases = reader.phrases(all: isLibrary)
        questions = reader.questions
    }
}
