import BelayData
import BelayRuntime
import BelaySystem
import Glibc

/// What the folder of a run keeps of an output file right before it is moved into its place: whoever resumes the run knows by it
/// that the command has ended well and all of its output was there.
struct OutputFileRecord: Sendable {
    private let path: String

    /// `nil` where the run has no folder on this machine.
    init?(mark: String, in environment: ProcessEnvironment) {
        guard let process = ProcessRecord(mark: mark, in: environment) else { return nil }
        path = "\(process.folder)/output-\(process.number)"
    }

    func write(_ content: FileContent) throws(SystemError) {
        try File.replace(path, with: Array("\(content.size) \(content.digest)\n".utf8), mode: 0o600)
    }

    var content: FileContent? {
        guard let bytes = try? File.bytes(of: path, upTo: 1 << 10) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let size = Int(words[0]) else { return nil }
        return FileContent(size: size, digest: String(words[1]))
    }
}
