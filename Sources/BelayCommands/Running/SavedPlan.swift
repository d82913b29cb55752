import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySystem
import BelayWorkspace

/// A plan in a file that a person names.
struct SavedPlan {
    /// As it was given.
    let name: String
    let file: PlanFile

    /// What such a file's name ends with.
    static let ending = ".plan"

    static func isNamed(_ word: String) -> Bool { word.hasSuffix(ending) }

    init(_ name: String, on console: Console) throws(UserError) {
        self.name = name
        do throws(StateFailure) {
            file = try PlanFile(reading: console.surroundings.absolute(name), named: name)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }

    /// One that was read already.
    init(_ file: PlanFile, named name: String) { (self.file, self.name) = (file, name) }

    /// The plan that the word names; nil where it names a runbook.
    static func ifNamed(_ word: String, on console: Console) throws(UserError) -> SavedPlan? {
        isNamed(word) ? try SavedPlan(word, on: console) : nil
    }

    /// As it was given when the plan was made.
    var runbook: String { file.beginning.runbook }

    /// The parameters that a run of it has.
    var parameters: RecordedParameters.Origin { .plan(file.beginning, name: name) }

    /// For a run of it.
    func followed(on console: Console) -> FollowedPlan {
        FollowedPlan(file: file, path: console.surroundings.absolute(name))
    }

    /// The runbook, its libraries and Belay are those of the plan.
    func check(_ runbook: LoadedRunbook) throws(UserError) {
        let again = ["make the plan again: belay plan \(self.runbook) --save \(name)"]
        if file.beginning.version != Version.current {
            throw UserError(
                message: "\(name) was made by Belay \(file.beginning.version), and this is \(Version.current); "
                    + "nothing was run", help: again)
        }
        let sources = runbook.program.sources
        let digests = file.beginning.digests
        for (index, source) in sources.enumerated()
        where index >= digests.count || SHA256.digest(of: source.bytes).hex != digests[index] {
            throw UserError(
                message: "\(source.name) is not as it was when \(name) was made; nothing was run",
                help: ["belay diff \(name)    what is different"] + again)
        }
        if sources.count != digests.count {
            throw UserError(
                message: "\(self.runbook) uses fewer libraries than when \(name) was made; nothing was run", help: again
            )
        }
    }

    /// It is the plan that is meant.
    /// - Parameter digest: as it is given, at least its beginning.
    func check(digest: String) throws(UserError) {
        if digest.count < Self.shortestDigest {
            throw UserError(
                status: .usage,
                message: "`\(digest)` is too short: the first \(Self.shortestDigest) digits or more of a digest")
        }
        if file.digest.hasPrefix(digest.lowercased()) { return }
        throw UserError(
            message: "`\(digest)` is not the digest of \(name); nothing was run",
            help: ["belay show \(name)    what it is now"])
    }

    private static let shortestDigest = 12

    /// The target is the one that the plan says.
    func check(lock: String?) throws(UserError) {
        if lock == file.beginning.lock { return }
        throw UserError(
            message:
                "\(name) locks \(file.beginning.lock ?? "nothing"), and the runbook now locks \(lock ?? "nothing"); "
                + "nothing was run")
    }
}

extension PlanFile {
    /// Of a plan that was just made.
    init(_ plan: Plan, of preflight: Preflight, on console: Console) async throws(UserError) {
        let identity = RunIdentity(id: Self.newID(at: console.clock.timestamp), started: console.clock.timestamp)
        let record = preflight.firstRecord(
            identity, preflight.runbook.program.title, stepCount: plan.stepCount, lock: try await preflight.lockText(),
            on: console)
        self.init(record, plan)
    }
}
