import BelayWorkspace
import Glibc

/// A file of results, one a line, only ever added to: what was rehearsed need not be rehearsed again.
struct FaultResults {
    let path: String

    /// By their points. A rehearsal that came to no end says nothing of the runbook, and is tried again.
    var all: [String: FaultResult] {
        let lines = text.split(separator: "\n").compactMap { FaultResult(line: String($0)) }
        return Dictionary(lines.filter(\.hasEnded).map { ($0.point, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Adds one at the end, in one write.
    func add(_ result: FaultResult) throws(UserError) {
        let bytes = Array((result.text + "\n").utf8)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        let isWritten = file >= 0 && write(file, bytes, bytes.count) == bytes.count
        let words = strerror(errno).map { String(cString: $0).lowercased() } ?? "error \(errno)"
        if file >= 0 { close(file) }
        if !isWritten { throw UserError(status: .failed, message: "\(path) cannot be written: \(words)") }
    }

    /// Empty when it is not there yet.
    private var text: String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            let count = bytes.append(from: file)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
        }
    }
}
