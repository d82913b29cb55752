import BelayData
import BelaySystem
import Glibc
import Synchronization

/// A store's program that runs: what is asked of it, and who waits for which answer.
final class StoreClient: Sendable {
    private struct State {
        var lastID = 0
        var waiting: [Int: OneShot<DataValue?>] = [:]
        var watches: [Int: AsyncStream<StoreWatch.Element>.Continuation] = [:]
        var hasGreeted = false
        var hasEnded = false
    }

    /// The program answers within ten seconds; after these it counts as one that does not.
    private static let patience = Duration.seconds(15)

    /// As the store calls itself.
    let name: String
    private let process: StoreProcess
    private let state: Mutex<State>
    private let command: String

    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Starts the program, and waits until it has reached its store.
    static func start(_ path: String, url: String, environment: [String]) async throws(StoreFailure) -> StoreClient {
        let process: StoreProcess
        do throws(SystemError) {
            process = try StoreProcess(path, [url], environment: environment)
        } catch {
            throw StoreFailure(.unavailable, "\(path) cannot be started: \(error.words)")
        }
        let greeting = OneShot<DataValue?>()
        let client = StoreClient(process, command: path, url: url)
        client.listen(greeting)
        let late = Task {
            try? await Task.sleep(for: Self.patience)
            greeting.give(nil)
        }
        let said = await greeting.value()
        late.cancel()
        guard let said, said["protocol"]?.int == StoreMessage.protocolNumber else {
            process.finish()
            if let said { throw StoreMessage.failure(said) ?? client.wrongGreeting(said) }
            throw client.silence("did not say that it has reached \(url)", .unavailable)
        }
        return client
    }

    private init(_ process: StoreProcess, command: String, url: String) {
        (self.process, self.command, name) = (process, command, url)
        state = Mutex(State())
    }

    private func wrongGreeting(_ said: DataValue) -> StoreFailure {
        let number = said["protocol"]?.int.map(String.init) ?? "none"
        return StoreFailure(
            .invalid, "\(command) speaks protocol \(number), and this is Belay with \(StoreMessage.protocolNumber)")
    }

    private func silence(_ words: String, _ kind: StoreFailure.Kind) -> StoreFailure {
        let last = process.lastWords
        return StoreFailure(kind, "\(command) \(words)" + (last.isEmpty ? "" : ": \(last)"))
    }

    // MARK: - Asking

    /// - Parameter kind: what it is when no answer comes.
    func ask(_ request: DataValue.Object, silentIs kind: StoreFailure.Kind) async throws(StoreFailure) -> DataValue {
        let answer = OneShot<DataValue?>()
        let id = state.withLock { state -> Int? in
            guard !state.hasEnded else { return nil }
            state.lastID += 1
            state.waiting[state.lastID] = answer
            return state.lastID
        }
        // What was never sent was never done.
        guard let id, send(request, id) else { throw silence("has ended", .unavailable) }
        let late = Task {
            try? await Task.sleep(for: Self.patience)
            answer.give(nil)
        }
        let said = await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.give(nil)
        }
        late.cancel()
        state.withLock { $0.waiting[id] = nil }
        guard let said else { throw silence(hasEnded ? "has ended" : "does not answer", kind) }
        if let failure = StoreMessage.failure(said) { throw failure }
        return said
    }

    func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch {
        let (stream, continuation) = AsyncStream.makeStream(of: StoreWatch.Element.self)
        let request = StoreMessage.watch(prefix, after: revision)
        let answer = OneShot<DataValue?>()
        let id = state.withLock { state -> Int in
            state.lastID += 1
            (state.waiting[state.lastID], state.watches[state.lastID]) = (answer, continuation)
            return state.lastID
        }
        continuation.onTermination = { [weak self] _ in self?.cancel(id) }
        guard send(request, id) else { throw silence("has ended", .unavailable) }
        let late = Task {
            try? await Task.sleep(for: Self.patience)
            answer.give(nil)
        }
        let said = await answer.value()
        late.cancel()
        guard let said else { throw silence(hasEnded ? "has ended" : "does not answer", .unavailable) }
        if let failure = StoreMessage.failure(said) { throw failure }
        return StoreWatch(stream)
    }

    private func cancel(_ id: Int) {
        let wasOpen = state.withLock { $0.watches.removeValue(forKey: id) != nil && !$0.hasEnded }
        guard wasOpen else { return }
        let own = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        _ = send(StoreMessage.cancel(id), own)
    }

    private func send(_ request: DataValue.Object, _ id: Int) -> Bool {
        var object = DataValue.Object()
        object["id"] = .number(id)
        for member in request.members { object[member.key] = member.value }
        let isSent = process.send(DataValue.object(object).bytes + [UInt8(ascii: "\n")], patience: Self.patience)
        // Half a line may be there, and nothing can follow that.
        if !isSent { process.finish() }
        return isSent
    }

    func close() { process.finish() }

    // MARK: - Hearing

    private func listen(_ greeting: OneShot<DataValue?>) {
        process.listen { [self] line in
            // What is no object is for nobody.
            guard let said = try? DataValue(parsing: line), said.object != nil else { return }
            let isFirst = state.withLock { state in
                defer { state.hasGreeted = true }
                return !state.hasGreeted
            }
            if isFirst { greeting.give(said) } else { take(said) }
        } end: { [self] in
            greeting.give(nil)
            end()
        }
    }

    private func take(_ said: DataValue) {
        guard let id = said["id"]?.int else { return }
        if let events = said["events"]?.array {
            let watch = state.withLock { $0.watches[id] }
            watch?.yield(.success(StoreMessage.entries(events)))
            return
        }
        let waiting = state.withLock { $0.waiting.removeValue(forKey: id) }
        if let waiting {
            waiting.give(said)
        } else if let failure = StoreMessage.failure(said) {
            let watch = state.withLock { $0.watches.removeValue(forKey: id) }
            watch?.yield(.failure(failure))
            watch?.finish()
        }
    }

    private func end() {
        let (waiting, watches) = state.withLock { state in
            state.hasEnded = true
            defer { (state.waiting, state.watches) = ([:], [:]) }
            return (state.waiting, state.watches)
        }
        for answer in waiting.values { answer.give(nil) }
        for watch in watches.values {
            watch.yield(.failure(silence("has ended", .unavailable)))
            watch.finish()
        }
    }
}
