import BelayData
import BelayRuntime
import BelayTransports

extension Rehearsal {
    struct Followed {
        let followUp: FollowUp
        let status: ExitStatus
        let look: FinalInspection
    }

    /// Where a fault has left the lab in none of its states, and the run names a command for that: runs it, once the lab has ended
    /// the fault.
    /// - Parameter look: of the run alone.
    /// - Returns: nil where nothing was run.
    func followUp(_ look: FinalInspection, _ injector: FaultInjector, on console: Console) async -> Followed? {
        guard injector.past.contains(where: \.isDone), let followUp = look.followUp, let id = look.run else {
            return nil
        }
        if options.run.display.format == .text {
            console.output.show(
                "\nThe lab is in none of its states. The fault is over now, and the run says: \(followUp.command)\n\n")
        }
        let later = FinalInspection(of: world, undoes: followUp.way == .undo)
        do throws(UserError) {
            let status =
                switch followUp.way {
                case .resume: try await resume(id, followUp, later, injector, on: console)
                case .undo: try await undo(id, followUp, later, injector, on: console)
                }
            return Followed(followUp: followUp, status: status, look: later)
        } catch {
            console.error.write("belay: \(followUp.command): \(error.message)\n")
            return nil
        }
    }

    private func resume(
        _ id: String, _ followUp: FollowUp, _ look: FinalInspection, _ injector: FaultInjector, on console: Console
    ) async throws(UserError) -> ExitStatus {
        let performer = Transports(timeouts: Self.timeouts)
        var run = run(by: performer, on: console, look)
        run.ending = ending(followUp, look, injector)
        let interrupted = try InterruptedRun(id, on: console)
        await Orphans(interrupted: interrupted, performer: performer, console: console).waitForTheirEnd()
        run.given = given.settling(interrupted.history, after: injector.past)
        return try await run.resume(interrupted)
    }

    private func undo(
        _ id: String, _ followUp: FollowUp, _ look: FinalInspection, _ injector: FaultInjector, on console: Console
    ) async throws(UserError) -> ExitStatus {
        let wish = UndoneRun.Wish(isYes: true, options: options.run) { given in
            InspectPrompt(preflight, given: given, display: options.run.display, console: console)
        }
        guard var run = try await UndoneRun.prepared(UndoableRun(id, on: console), preflight, wish, on: console)
        else { return .done }
        run.performer = Transports(timeouts: Self.timeouts)
        run.companion = look
        run.surroundings = surroundings
        run.ending = ending(followUp, look, injector)
        return try await run.execute()
    }

    private func ending(
        _ followUp: FollowUp, _ look: FinalInspection, _ injector: FaultInjector
    ) -> @Sendable () -> [DataValue.Object.Member] {
        { RehearsalSummary.members(of: look.verdict, injector) + followUp.members }
    }
}
