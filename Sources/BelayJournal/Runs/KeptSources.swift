import BelaySystem
import Glibc

/// The texts of the runbook and its libraries as a run began with them, kept in its folder: when the runbook has been
/// edited since, the difference can be shown.
public struct KeptSources: Sendable {
    private let folder: RunFolder

    public init(of folder: RunFolder) { self.folder = folder }

    private func path(_ index: Int) -> String { "\(folder.path)/\(Self.name(index))" }

    static func name(_ index: Int) -> String { "source-\(index).runbook" }

    /// Whether a file of a run's folder is one of these, or says where they were.
    static func isName(_ name: String) -> Bool {
        if name == placesName { return true }
        guard name.hasPrefix("source-"), name.hasSuffix(".runbook") else { return false }
        return Int(name.dropFirst("source-".count).dropLast(".runbook".count)).map { self.name($0) == name } ?? false
    }

    /// The file that says where each was, one path per line. It comes with a run from another machine.
    private static let placesName = "sources"

    /// All that a run brings to the store, by the names of the files: the texts, and where they were.
    /// - Parameter paths: absolute.
    public static func shared(_ texts: [[UInt8]], paths: [String]) -> [(String, String)] {
        texts.enumerated().map { (name($0.offset), String(decoding: $0.element, as: UTF8.self)) }
            + [(placesName, paths.joined(separator: "\n"))]
    }

    /// The text of each and where it was on the machine that it came from; empty of a run that began here.
    public var brought: [(path: String, text: [UInt8])] {
        let places = (try? OpenFile("\(folder.path)/\(Self.placesName)", flags: O_RDONLY).readAll()) ?? []
        return places.split(separator: UInt8(ascii: "\n")).enumerated().compactMap { index, path in
            read(index).map { (String(decoding: path, as: UTF8.self), $0) }
        }
    }

    public func write(_ texts: [[UInt8]]) throws(StateFailure) {
        do throws(SystemError) {
            for (index, text) in texts.enumerated() {
                let file = try OpenFile(path(index), flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
                try file.writeAll(text, at: 0)
            }
        } catch {
            throw StateFailure(message: "the runbook cannot be copied to \(folder.path): \(error.words)")
        }
    }

    /// Nil when it was not kept.
    public func read(_ index: Int) -> [UInt8]? {
        try? OpenFile(path(index), flags: O_RDONLY).readAll()
    }
}
