import BelayLanguage
import BelaySource

extension Diagnostic {
    /// - Parameters:
    ///   - places: the files that would have been it, in the order in which they were looked for.
    ///   - nearest: the name of a library that is there.
    static func unknownLibrary(_ name: String, at span: Span, places: [String], nearest: String?) -> Diagnostic {
        Diagnostic(
            code: LanguageCode.unknownLibrary.rawValue, "there is no library `\(name)`", at: span,
            label: places.first.map { "\($0) does not exist" },
            help: (nearest.map { ["use \($0)"] } ?? [])
                + (places.count > 1 ? ["also looked for: " + places.dropFirst().joined(separator: ", ")] : []))
    }

    static func badLibraryName(_ name: String, at span: Span) -> Diagnostic {
        let file = name.split(separator: "/").last ?? ""
        let plain = file.split(separator: ".").first.map(String.init) ?? ""
        return Diagnostic(
            code: LanguageCode.unknownLibrary.rawValue, "`\(name)` is not a valid library name", at: span,
            label: "no folder, extension or variable here",
            help: LibrarySearch.isName(plain) ? ["use \(plain)"] : ["use letters, digits, `_` and `-`"])
    }

    static func unreadableLibrary(_ path: String, _ problem: FileProblem, at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.unreadableLibrary.rawValue, "\(path) \(problem.words)", at: span,
            label: "used here")
    }

    static func usesItself(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.circularLibraries.rawValue, "\(name) uses itself", at: span,
            label: "this leads to the same file", help: ["remove it: a file's own phrases are in scope"])
    }

    /// - Parameter names: the files of the circle, the first one again at the end.
    static func circularLibraries(_ names: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.circularLibraries.rawValue, "libraries use each other in a cycle", at: span,
            label: "this closes the cycle",
            help: [names.joined(separator: " → "), "move what both need to a library of its own"])
    }

    /// Anyone who can write to a folder can put a library there that is used instead of the intended one.
    static func hidesBundledLibrary(_ name: String, _ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, code: WorkspaceCode.hidesBundledLibrary.rawValue,
            "`\(name)` is \(path) here, not the library that comes with Belay", at: span, label: "it hides that one",
            help: ["if that is not what you want, move \(path) away or give it another name"])
    }

    static func tooManyLibraries(_ limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            code: WorkspaceCode.tooManyLibraries.rawValue, "a runbook can use at most \(limit) libraries", at: span,
            label: "one too many")
    }
}
