import BelayData
public import BelayRuntime
import BelaySystem

/// What is approved: a plan, or what a run asks at one of its steps. It is known by a digest.
public enum ApprovalSubject: Hashable, Sendable {
    case plan(digest: String)
    case step(RunStep)

    /// A step of a run, with what is asked there.
    public struct RunStep: Hashable, Sendable {
        public var run: String
        /// The SHA-256 of the first line of the run's journal: the runbook, its parameters and whoever runs it.
        public var beginning: String
        public var step: StepPath
        /// As it was asked.
        public var question: String

        /// - Parameter folder: of the run.
        public init(_ folder: RunFolder, step: StepPath, question: String) throws(StateFailure) {
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try File.bytes(of: folder.journalPath)
            } catch {
                throw StateFailure(message: "the journal of \(folder.id) cannot be read: \(error.words)")
            }
            (run, self.step, self.question) = (folder.id, step, question)
            beginning = SHA256.digest(of: Array(bytes.prefix { $0 != UInt8(ascii: "\n") })).hex
        }
    }

    /// As 64 hexadecimal digits.
    public var digest: String {
        switch self {
        case .plan(let digest): return digest
        case .step(let step):
            let members: [Member] = [
                ("run", .string(step.run)), ("beginning", .string(step.beginning)), ("step", .step(step.step)),
                ("question", .string(step.question)),
            ]
            return SHA256.digest(of: DataValue.members(members).bytes).hex
        }
    }
}
