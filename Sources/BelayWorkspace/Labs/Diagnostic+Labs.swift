import BelayLanguage
import BelaySource

/// What is wrong with the lab that a runbook names.
extension Diagnostic {
    /// - Parameters:
    ///   - runbook: its path.
    ///   - places: the files that would have been it, in the order in which they were looked for.
    ///   - nearest: the name of a lab that is there.
    static func unknownLab(
        _ name: String, of runbook: String, at span: Span, places: [String], nearest: String?
    ) -> Diagnostic {
        let isOwn = runbook.split(separator: "/").last == "\(name)\(BundledFolder.ending)"
        return Diagnostic(
            code: WorkspaceCode.unknownLab.rawValue, "there is no lab `\(name)`", at: span,
            label: places.first.map { "\($0) does not exist" } ?? "a lab has a name of letters, digits, `_` and `-`",
            help: (nearest.map { ["rehearse in \($0)"] } ?? []) + (isOwn ? ["belay init \(runbook) --lab"] : [])
                + (places.count > 1 ? ["also looked for: " + places.dropFirst().joined(separator: ", ")] : []))
    }

    /// - Parameter problem: a sentence that begins with the path.
    static func unreadableLab(_ problem: String, at span: Span) -> Diagnostic {
        Diagnostic(code: WorkspaceCode.unreadableLab.rawValue, problem, at: span, label: "named here")
    }

    static func notALab(_ file: String, at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.unreadableLab.rawValue, "\(file) is not a lab", at: span, label: "named here",
            help: ["it begins with: lab \"Title\" \"What it begins with.\""])
    }

    static func labLacks(_ parameter: BelayLanguage.Parameter, lab: String, at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.labLacksParameter.rawValue,
            "the lab gives no value for `\(parameter.name)`, which has no default", at: span,
            label: "the runbook is rehearsed with the values of \(lab)",
            further: [Place(span: parameter.span, label: "it is needed here")],
            help: ["in \(lab): param \(parameter.name): \(parameter.type.name) = VALUE"])
    }

    static func wrongTypeInLab(
        _ given: BelayLanguage.Parameter, _ wanted: BelayLanguage.Parameter, of runbook: String
    ) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.wrongTypeInLab.rawValue,
            "`\(given.name)` is \(given.type.described) here, and \(wanted.type.described) in \(runbook)",
            at: given.span, label: "the runbook cannot take it",
            help: ["param \(given.name): \(wanted.type.name) = VALUE"])
    }

    static func idleLabParameter(_ parameter: BelayLanguage.Parameter, near: String) -> Diagnostic {
        Diagnostic(
            .warning, code: WorkspaceCode.idleLabParameter.rawValue,
            "the runbook has no parameter `\(parameter.name)`, and the lab does not use it", at: parameter.span,
            label: "did you mean `\(near)`?", help: ["rename it, or remove it"])
    }
}
