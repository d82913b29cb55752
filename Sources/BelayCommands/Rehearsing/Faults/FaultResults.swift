import BelaySystem

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
        do throws(SystemError) {
            try File.append(Array((result.text + "\n").utf8), to: path, mode: 0o666)
        } catch {
            throw UserError(status: .failed, message: "\(path) cannot be written: \(error.words)")
        }
    }

    /// Empty when it is not there yet.
    private var text: String { String(decoding: (try? File.bytes(of: path)) ?? [], as: UTF8.self) }
}
