import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelayStore
import BelaySystem

/// `belay watch RUN`: see a run as it happens, on this machine or on another that shares the store.
struct WatchCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "watch", usage: "<run> [<options>]",
        abstract: "Show a run from its beginning, and then as it happens, until it ends.",
        discussion: """
            It may run on another machine that shares the store. Exit status: that of the run; 1 if its process ended without
            saying how.

            Example:

                belay watch 20260301-093000-k3f9
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning.", valueName: "run"),
        completion: .custom { _, _, _ in Completion.runs() })
    var run: String

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        let folder = try await AllRuns(in: state, on: console).folder(run)
        var follower = FollowedRun(KeptRun.sources(of: folder), display, console)
        if let store = try console.store(), !folder.isRunning {
            let shared = SharedRun(folder.id, in: store)
            do throws(StoreFailure) {
                // What ran here and does not any more has ended, whatever the store still says.
                if let found = try await shared.holder(), !SharedMark.isOwn(found.holder, in: folder) {
                    try await follow(shared, &follower, on: console)
                }
            } catch {
                await store.close()
                throw UserError(error)
            }
            await store.close()
        }
        if !follower.hasBegun { try await follow(folder, &follower) }
        if let end = follower.end { return ExitStatus(rawValue: end.exitStatus) }
        console.error.write(
            "belay: \(folder.id) is not executed any more, and has not said how it ended\n  belay resume \(folder.id)\n"
        )
        return .failed
    }

    // MARK: - On this machine

    private static let pause = Duration.milliseconds(200)

    private func follow(_ folder: RunFolder, _ follower: inout FollowedRun) async throws(UserError) {
        var tail = JournalTail()
        var offset = 0
        while true {
            // Looked at first: what is written before it ends is read after that.
            let isRunning = folder.isRunning
            let bytes: [UInt8]
            do throws(StateFailure) {
                bytes = try folder.bytes(from: offset)
            } catch {
                throw UserError(message: error.message, help: error.help)
            }
            offset += bytes.count
            for entry in tail.take(bytes) { follower.take(entry) }
            if let damage = tail.damage { throw UserError(message: damage.sentence(of: "the journal")) }
            if !isRunning { return }
            try? await Task.sleep(for: Self.pause)
        }
    }

    // MARK: - In the store

    /// A holder that was silent for so long may be gone.
    private static let silence = Duration.seconds(30)

    private func follow(
        _ run: SharedRun, _ follower: inout FollowedRun, on console: Console
    ) async throws(StoreFailure) {
        var tail = JournalTail()
        let (lines, revision) = try await run.lines()
        for line in lines { for entry in tail.take(line: line) { follower.take(entry) } }
        let changes = try await run.watch(after: revision)
        if try await run.heartbeat() == nil { return }
        let silence = Task { await Self.tellSilence(of: run, on: console) }
        defer { silence.cancel() }
        for await piece in changes {
            for change in try piece.get() {
                switch run.news(change) {
                case .line(let line): for entry in tail.take(line: line) { follower.take(entry) }
                case .left: return
                case .other: break
                }
            }
        }
    }

    /// Says once that nothing is heard of whoever executes it.
    private static func tellSilence(of run: SharedRun, on console: Console) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: RunHeartbeat.interval)
            guard let beat = try? await run.heartbeat() else { continue }
            let age = console.clock.timestamp.sinceEpoch - beat.at.sinceEpoch
            guard age > silence, !Task.isCancelled else { continue }
            console.error.write("belay: nothing was heard of whoever executes \(run.id) for \(age.shown)\n")
            return
        }
    }
}
