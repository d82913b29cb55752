public import BelayRuntime
import BelaySystem

/// The files of this machine that commands read and write.
extension Transports {
    public func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        try await InputFile.content(of: path)
    }

    func outputFile(of effect: CommandEffect) throws(CommandRefusal) -> OutputFile? {
        guard let output = effect.output else { return nil }
        guard let path = output.path.known else {
            throw CommandRefusal("the path of its output file has an unknown part: \(output.path.shown)")
        }
        guard let change = effect.change else { preconditionFailure("only a change writes a file") }
        do throws(FileRefusal) {
            return try OutputFile(path, mark: change.mark)
        } catch {
            throw CommandRefusal(error.message)
        }
    }

    /// The outcome with its output file in place, when the command has ended well; otherwise nothing is left of it.
    func outcome(_ outcome: CommandOutcome, of effect: CommandEffect, wrote file: OutputFile) -> CommandOutcome {
        guard case .exited(0) = outcome.ending, let change = effect.change else {
            file.discard()
            return outcome
        }
        var outcome = outcome
        do throws(FileRefusal) {
            let content = try file.flush()
            // Without it a run that is killed right now asks a person; the file is in its place all the same.
            try? OutputFileRecord(mark: change.mark, in: environment)?.write(content)
            try file.moveIntoPlace()
            outcome.file = content
        } catch {
            file.discard()
            outcome.ending = .fileFailed(error.message)
        }
        return outcome
    }

    /// What a killed run has left of an output file: when all of it was there it is put into its place, else removed.
    func recoveredOutput(of change: InFlightCommand, after status: RecoveredStatus) -> RecoveredStatus {
        guard let path = change.outputFile, let names = try? OutputFileNames(path, mark: change.mark) else {
            return status
        }
        switch status {
        case .runs, .unreachable: return status
        case .ended, .wrote, .notStarted, .unknown: break
        }
        guard let content = OutputFileRecord(mark: change.mark, in: environment)?.content else {
            names.discard()
            return status
        }
        if File.exists(names.temporary) {
            do throws(SystemError) { try names.moveIntoPlace() } catch {
                return .unknown("its output is whole in \(names.temporary), and cannot be moved: \(error.words)")
            }
        }
        return .wrote(content)
    }
}
