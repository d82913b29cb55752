import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem

/// The file that has a plan as it is to be.
struct PlanSnapshot {
    let planned: PlannedSnapshot
    /// Of the tests.
    let folder: String

    private var path: String { planned.file.hasPrefix("/") ? planned.file : "\(folder)/\(planned.file)" }

    private var text: String {
        PlanRenderer(palette: .plain, width: nil)
            .render(title: planned.title, lock: planned.plan.lock?.shown, events: planned.plan.events)
    }

    /// What is wrong with it; with `updating` the file is made what it should be.
    func difference(updating: Bool) throws(UserError) -> Diagnostic? {
        let kept = (try? File.bytes(of: path)).map { String(decoding: $0, as: UTF8.self) }
        let text = text
        if kept == text { return nil }
        guard updating else { return .differentPlan(planned, kept: kept, now: text) }
        do throws(SystemError) {
            if let parent = Folder.parent(of: path) { try Folder.make(parent, mode: 0o777) }
            try File.write(Array(text.utf8), over: path, mode: 0o666)
        } catch {
            throw UserError(message: "\(planned.file) cannot be written: \(error.words)")
        }
        return nil
    }
}

extension Diagnostic {
    fileprivate static func differentPlan(_ planned: PlannedSnapshot, kept: String?, now: String) -> Diagnostic {
        var label = "there is no \(planned.file)"
        var help: [String] = []
        if let kept {
            let (old, new) = (kept.lines, now.lines)
            let index =
                zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
                ?? min(old.count, new.count)
            label = "differs from line \(index + 1) on"
            help.append("was: \(index < old.count ? old[index] : "the end")")
            help.append("is:  \(index < new.count ? new[index] : "the end")")
        }
        help.append("if that is right: belay test --update")
        return Diagnostic(
            code: LanguageCode.differentPlan.rawValue, "the plan is not that of \(planned.file)", at: planned.span,
            label: label, help: help)
    }
}

extension String {
    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
