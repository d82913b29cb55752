public import BelayLanguage
public import BelaySource
import BelaySyntax

/// A runbook or a lab with all the libraries that it uses: read, parsed and checked.
public struct Workspace: Sendable {
    /// Indexed by file number; the runbook is the first.
    public let files: [RunbookFile]
    /// There when no diagnostic is an error.
    public let program: Program?
    /// Of reading, parsing and checking, in the order of files and places.
    public let diagnostics: [Diagnostic]
    /// The phrases that may be called in the runbook.
    public let phrases: [Phrase]
    /// For an editor that has asked for it.
    public let index: ProgramIndex?
    let loaded: LibraryLoader
    private let kept: KeptDefinitions?
    /// The file with tests of the runbook that was asked for, instead of the runbook.
    public let tests: FileNumber?

    public var runbook: FileNumber { FileNumber(0) }
    /// Of the runbook, absolute.
    public var path: String { loaded.path }
    /// Of every file, absolute, by file number.
    public var paths: [String] { loaded.paths }
    public var sources: [SourceText] { files.map(\.source) }
    /// A file without the word `runbook` is a library: it does nothing by itself.
    public var isRunbook: Bool {
        tests == nil && files[0].syntax.statements.contains { if case .runbook = $0 { true } else { false } }
    }
    /// A file that begins with the word `lab` says where others are rehearsed.
    public var isLab: Bool {
        files[0].syntax.statements.contains { if case .lab = $0 { true } else { false } }
    }
    /// The name of its file without folder and ending: what a lab is named by.
    public var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(BundledFolder.ending) ? String(file.dropLast(BundledFolder.ending.count)) : file
    }
    /// The lab that the runbook names.
    var rehearsal: WordSyntax? {
        for case .rehearse(let node) in files[0].syntax.statements { return node.lab }
        return nil
    }
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Loads a runbook by an argument of the command line: a file, or the name of a bundled one.
    ///
    /// Whatever the files contain, this returns a workspace with diagnostics. It only throws if there is no text at
    /// all: the runbook is not found or cannot be read.
    ///
    /// - Parameters:
    ///   - isIndexed: it has an index, for an editor.
    ///   - earlier: what the same argument was a moment ago, with an index: libraries that are the same are neither parsed nor
    ///     checked once more. The result is the same without it.
    public static func load(
        _ argument: String, _ surroundings: Surroundings, isIndexed: Bool = false, since earlier: Workspace? = nil
    ) throws(WorkspaceFailure) -> Workspace {
        let finder = RunbookFinder(surroundings: surroundings)
        let path = try finder.path(of: argument)
        let absolute = surroundings.absolute(path)
        let file: FileBytes
        do throws(FileProblem) {
            file = try FileBytes(absolute, surroundings)
        } catch {
            throw finder.failure(error, reading: path)
        }
        if let subject = TestSubject(file.bytes) {
            return try loadTests(file.bytes, at: absolute, of: subject, surroundings, isIndexed, since: earlier)
        }
        return Workspace(
            LibraryLoader(
                file.bytes, identity: file.identity, path: absolute, name: surroundings.shown(path), surroundings,
                since: earlier?.loaded),
            isIndexed: isIndexed, since: earlier)
    }

    /// Tests see what their runbook sees.
    private static func loadTests(
        _ bytes: [UInt8], at path: String, of subject: TestSubject, _ surroundings: Surroundings, _ isIndexed: Bool,
        since earlier: Workspace?
    ) throws(WorkspaceFailure) -> Workspace {
        let runbook = try subject.path(besides: path, surroundings)
        do throws(FileProblem) {
            let file = try FileBytes(runbook, surroundings)
            var loader = LibraryLoader(
                file.bytes, identity: file.identity, path: runbook, name: surroundings.shown(runbook), surroundings,
                since: earlier?.loaded)
            let tests = loader.addInput(
                bytes, name: surroundings.shown(path), path: path, seenFrom: FileNumber(0))
            return Workspace(loader, tests: tests, isIndexed: isIndexed, since: earlier)
        } catch {
            throw RunbookFinder(surroundings: surroundings).failure(error, reading: runbook)
        }
    }

    /// Checks a text as if it were in a file, such as typed input or the buffer of an editor. Libraries are looked for
    /// next to that file.
    public init(text: [UInt8], at path: String, _ surroundings: Surroundings) {
        self.init(
            LibraryLoader(
                text, identity: nil, path: surroundings.absolute(path), name: surroundings.shown(path), surroundings))
    }

    private init(
        _ loaded: LibraryLoader, tests: FileNumber? = nil, isIndexed: Bool = false, since earlier: Workspace? = nil
    ) {
        var loaded = loaded
        loaded.forgetEarlier()
        self.loaded = loaded
        self.tests = tests
        files = loaded.files
        let checked = Checker.check(
            files, runbook: FileNumber(0), tests: tests, isIndexed: isIndexed, since: earlier?.kept)
        // The checker knows that a library is not there; the loader knows why.
        let found = checked.diagnostics.filter { !loaded.reported.contains($0.span) || !$0.isOfUnknownLibrary }
        diagnostics = (loaded.diagnostics + found).enumerated().sorted {
            let (one, other) = ($0.element.span, $1.element.span)
            return (one.file.rawValue, one.start, $0.offset) < (other.file.rawValue, other.start, $1.offset)
        }.map(\.element)
        program =
            diagnostics.contains { $0.severity == .error }
            ? nil : checked.program?.limited(by: loaded.surroundings.limits)
        phrases = checked.phrases
        index = checked.index
        kept = checked.kept
    }
}

extension Diagnostic {
    fileprivate var isOfUnknownLibrary: Bool { code == LanguageCode.unknownLibrary.rawValue }
}
