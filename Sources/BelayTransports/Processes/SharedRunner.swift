import BelaySystem
import Synchronization

/// The one runner of all transports, made when it is first needed: the thread that waits for children begins with the first
/// command.
final class SharedRunner: Sendable {
    /// What commands of this machine inherit; also where programs are looked for.
    let environment: ProcessEnvironment
    let timeouts: TransportTimeouts
    private let limits: ConcurrencyLimits
    private let made = Mutex<ProcessRunner?>(nil)

    /// - Parameter descriptors: how many it may take; as many as the system gives when there is no number.
    init(environment: ProcessEnvironment, timeouts: TransportTimeouts, descriptors: Int?) {
        self.environment = environment
        self.timeouts = timeouts
        limits = ConcurrencyLimits(descriptors: descriptors ?? DescriptorLimit.raised)
    }

    deinit { made.withLock { $0?.reactor.stop() } }

    func runner() throws(CommandRefusal) -> ProcessRunner {
        let runner = made.withLock { known -> Result<ProcessRunner, SystemError> in
            if let known { return .success(known) }
            let reactor = Result { () throws(SystemError) in try Reactor() }
            let runner = reactor.map { ProcessRunner(reactor: $0, timeouts: timeouts, limits: limits) }
            known = try? runner.get()
            return runner
        }
        switch runner {
        case .success(let runner): return runner
        case .failure(let error): throw CommandRefusal("this machine cannot start commands: \(error)")
        }
    }

    /// A program with its arguments, found as the shell finds it.
    func program(_ words: [String], _ variables: ProcessEnvironment) throws(CommandRefusal) -> ProcessCommand {
        guard let program = words.first, let path = variables.programs.path(of: program) else {
            throw CommandRefusal("there is no program `\(words.first ?? "")` on this machine")
        }
        return ProcessCommand(path: path, arguments: words, environment: variables, hasInput: false)
    }
}
