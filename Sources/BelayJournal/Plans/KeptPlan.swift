import BelaySystem

/// The plan that a run is held to, kept in its folder: whoever resumes the run is held to it too.
public struct KeptPlan: Sendable {
    private let path: String

    static let fileName = "plan.jsonl"

    public init(of folder: RunFolder) { path = "\(folder.path)/\(Self.fileName)" }

    /// What a run brings to the store of it: the name of the file, and its text.
    public static func shared(_ plan: PlanFile) -> (String, String) {
        (fileName, String(decoding: plan.bytes, as: UTF8.self))
    }

    public func write(_ plan: PlanFile) throws(StateFailure) {
        do throws(SystemError) {
            try File.create(path, with: plan.bytes, mode: 0o600)
        } catch {
            throw StateFailure(message: "the plan cannot be copied to \(path): \(error.words)")
        }
    }

    /// - Parameter digest: that the journal says it has.
    public func read(digest: String) throws(StateFailure) -> PlanFile {
        let plan = try PlanFile(reading: path, named: path)
        guard plan.digest == digest else {
            throw StateFailure(message: "\(path) is not the plan that the run is held to: its digest is another")
        }
        return plan
    }
}
