import BelaySystem

/// A file of results, one a line, only ever added to: what was rehearsed need not be rehearsed again.
struct FaultResults {
    let path: String
    let version: RehearsedVersion

    /// Those of this version, by their points. A rehearsal that came to no end says nothing of the runbook, and is tried again.
    var all: [String: FaultResult] {
        let ended = results.filter { $0.hasEnded && $0.version == version.digest }
        return Dictionary(ended.map { ($0.point, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// How many are of other versions, and hold for this one no more.
    var countOfOthers: Int { results.count { $0.version != version.digest } }

    private var results: [FaultResult] { text.split(separator: "\n").compactMap { FaultResult(line: String($0)) } }

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
