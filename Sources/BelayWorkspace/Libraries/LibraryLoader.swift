import BelayLanguage
import BelaySource
import BelaySyntax

/// Reads a runbook and, one after the other, every library that it uses, directly or through others. A file with
/// several names is read once.
struct LibraryLoader: Sendable {
    /// Far more than anybody has, and few enough for everything that walks from library to library.
    static let limit = 250

    /// Indexed by file number, the runbook first.
    private(set) var files: [RunbookFile] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The places of the `use`s that have been reported as unknown.
    private(set) var reported: Set<Span> = []

    private let search: LibrarySearch
    var surroundings: Surroundings { search.surroundings }
    /// Indexed by file number.
    private(set) var paths: [String] = []
    /// Of the runbook, absolute.
    var path: String { paths[0] }
    /// Typed inputs, and whether each counts as being in a library.
    private var inputs: [Int: Bool] = [:]
    /// By file number, as they came from the parser.
    private var parsed: [Parsed] = []
    /// By file number; nil for anything that is not its own file.
    private var identities: [FileBytes.Identity?] = []
    /// What was parsed before, by file number, while files are still read.
    private var earlier: [Parsed] = []

    /// A file, and what its parser reported.
    private struct Parsed {
        var file: RunbookFile
        var diagnostics: [Diagnostic]
        var isTyped: Bool
    }

    /// - Parameters:
    ///   - path: of the runbook, absolute: libraries are next to it.
    ///   - name: as the runbook is shown.
    ///   - earlier: files that it has with the same bytes are not parsed once more.
    init(
        _ bytes: [UInt8], identity: FileBytes.Identity?, path: String, name: String, _ surroundings: Surroundings,
        since earlier: LibraryLoader? = nil
    ) {
        search = LibrarySearch(surroundings)
        self.earlier = earlier?.parsed ?? []
        add(bytes, identity: identity, path: path, name: name)
        findAllLibraries(from: 0)
        diagnostics += LibraryCycles.diagnostics(in: files)
    }

    private mutating func findAllLibraries(from first: Int) {
        var next = first
        while next < files.count {
            findLibraries(of: next)
            next += 1
        }
    }

    /// Adds an input typed into a session with the scope of a file: that file uses the input's libraries from now on.
    ///
    /// - Parameter path: of the file whose text it is, absolute; nil if it counts as being next to that file.
    mutating func addInput(
        _ bytes: [UInt8], name: String, path: String?, seenFrom file: FileNumber
    ) -> FileNumber {
        let number = add(bytes, identity: nil, path: path ?? paths[file.rawValue], name: name, isTyped: true)
        inputs[number.rawValue] = path == nil && paths[file.rawValue] != paths[0]
        findAllLibraries(from: number.rawValue)
        files[file.rawValue].libraries.merge(files[number.rawValue].libraries) { known, _ in known }
        return number
    }

    /// Bundled libraries are next to each other; an input counts as being next to the file whose scope it has.
    private func isLibrary(_ index: Int) -> Bool { inputs[index] ?? (index > 0) }

    @discardableResult
    private mutating func add(
        _ bytes: [UInt8], identity: FileBytes.Identity?, path: String, name: String, isTyped: Bool = false
    ) -> FileNumber {
        let number = FileNumber(files.count)
        let parsed = known(bytes, name: name, isTyped: isTyped) ?? parse(bytes, name: name, isTyped: isTyped)
        diagnostics += parsed.diagnostics
        files.append(parsed.file)
        self.parsed.append(parsed)
        paths.append(path)
        identities.append(identity)
        return number
    }

    /// All files are read: nothing of before is held any longer.
    mutating func forgetEarlier() { earlier = [] }

    /// The next file, if it was the same before.
    private func known(_ bytes: [UInt8], name: String, isTyped: Bool) -> Parsed? {
        guard earlier.indices.contains(files.count) else { return nil }
        let before = earlier[files.count]
        let isSame = before.isTyped == isTyped && before.file.source.name == name && before.file.source.bytes == bytes
        return isSame ? before : nil
    }

    private func parse(_ bytes: [UInt8], name: String, isTyped: Bool) -> Parsed {
        let source = SourceText(file: FileNumber(files.count), name: name, bytes: bytes)
        let parsed = Parser.parse(source, isTyped: isTyped)
        let errors = parsed.diagnostics.filter { $0.severity == .error }
        var file = RunbookFile(source: source, syntax: parsed.file, isWhole: errors.isEmpty)
        file.mistakes = errors.map(\.span)
        return Parsed(file: file, diagnostics: parsed.diagnostics, isTyped: isTyped)
    }

    private mutating func findLibraries(of index: Int) {
        for statement in files[index].syntax.statements {
            guard case .use(let names) = statement else { continue }
            for word in names.words {
                let name = word.literal ?? files[index].source.text(of: word.span)
                guard files[index].libraries[name] == nil else { continue }
                if let number = library(name, from: index, at: word.span) {
                    files[index].libraries[name] = number
                } else {
                    reported.insert(word.span)
                    // What this library would have defined is not missing, it is unknown.
                    files[index].isWhole = false
                    files[index].lacksLibrary = true
                }
            }
        }
    }

    /// Nil after a report.
    private mutating func library(_ name: String, from index: Int, at span: Span) -> FileNumber? {
        guard LibrarySearch.isName(name) else {
            diagnostics.append(.badLibraryName(name, at: span))
            return nil
        }
        let folders = search.folders(for: paths[index], isLibrary: isLibrary(index))
        let places = folders.map { $0 + "/" + name + BundledFolder.ending }
        for place in places {
            do throws(FileProblem) {
                let file = try FileBytes(place, surroundings)
                if let known = identities.firstIndex(where: { $0 == file.identity }) {
                    if known != index { return FileNumber(known) }
                    diagnostics.append(.usesItself(files[index].source.name, at: span))
                    return nil
                }
                guard files.count <= Self.limit else {
                    diagnostics.append(.tooManyLibraries(Self.limit, at: span))
                    return nil
                }
                if search.hidesBundled(name, file.identity) {
                    diagnostics.append(.hidesBundledLibrary(name, search.surroundings.shown(place), at: span))
                }
                return add(file.bytes, identity: file.identity, path: place, name: search.surroundings.shown(place))
            } catch {
                if error == .missing { continue }
                diagnostics.append(.unreadableLibrary(search.surroundings.shown(place), error, at: span))
                return nil
            }
        }
        let nearest = NameSuggestion.nearest(to: name, among: search.names(in: folders))
        diagnostics.append(
            .unknownLibrary(name, at: span, places: places.map(search.surroundings.shown), nearest: nearest))
        return nil
    }
}
