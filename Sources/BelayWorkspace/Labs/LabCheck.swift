import BelayLanguage
public import BelaySource
import BelaySyntax

/// What is wrong with the lab that a runbook names, and with the two together. A run needs none of this.
public struct LabCheck: Sendable {
    /// Nil if the runbook names no lab, or none that is a file that can be read.
    public private(set) var lab: Workspace?
    /// In the runbook: its spans are of the runbook's files.
    public private(set) var ofRunbook: [Diagnostic] = []
    /// In the lab: its spans are of the lab's files.
    public private(set) var ofLab: [Diagnostic] = []

    public init(of runbook: Workspace, _ finder: LabFinder) {
        guard !runbook.isLab, let word = runbook.rehearsal, let name = word.literal, !finder.builtIn.contains(name)
        else { return }
        let found = finder.search(name, for: runbook.path)
        guard let path = found.path else {
            let places = found.places.map(finder.surroundings.shown)
            let path = finder.surroundings.shown(runbook.path)
            ofRunbook = [.unknownLab(name, of: path, at: word.span, places: places, nearest: found.nearest)]
            return
        }
        do throws(WorkspaceFailure) {
            let lab = try Workspace.load(finder.surroundings.shown(path), finder.surroundings)
            guard lab.isLab else {
                ofRunbook = [.notALab(lab.sources[0].name, at: word.span)]
                return
            }
            self.lab = lab
            ofLab = lab.diagnostics
            if let lab = lab.program, let program = runbook.program { compare(lab, program, at: word.span) }
            ofLab.sort { ($0.span.file.rawValue, $0.span.start) < ($1.span.file.rawValue, $1.span.start) }
        } catch {
            ofRunbook = [.unreadableLab(error.message, at: word.span)]
        }
    }

    /// The values that the lab gives against those that the runbook wants.
    private mutating func compare(_ lab: Program, _ runbook: Program, at span: Span) {
        let file = lab.sources[lab.runbookFile.rawValue].name
        for wanted in runbook.parameters {
            guard let given = lab.parameters.first(where: { $0.name == wanted.name }) else {
                if !wanted.hasDefault { ofRunbook.append(.labLacks(wanted, lab: file, at: span)) }
                continue
            }
            if !wanted.type.accepts(given.type) {
                ofLab.append(.wrongTypeInLab(given, wanted, of: runbook.sources[runbook.runbookFile.rawValue].name))
            }
        }
        let used = lab.usedGlobals
        for given in lab.parameters where !used.contains(given.slot) {
            let names = runbook.parameters.map(\.name)
            if names.contains(given.name) { continue }
            // A lab may be that of several runbooks, with values for each: only what is nearly a name of this one is a mistake.
            let open = names.filter { name in !lab.parameters.contains { $0.name == name } }
            if let near = NameSuggestion.nearest(to: given.name, among: open) {
                ofLab.append(.idleLabParameter(given, near: near))
            }
        }
    }
}
