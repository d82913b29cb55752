import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelayStore
import BelaySystem
import BelayWorkspace

extension Console {
    /// Names the store that machines share.
    static let storeVariable = "BELAY_STORE"
    /// How long a change waits for it.
    private static let patienceVariable = "BELAY_STORE_PATIENCE"

    /// Whether one is configured.
    var hasStore: Bool { !(environment[Self.storeVariable] ?? "").isEmpty }

    /// The store that is configured; nil where there is none. Its program is not started before something is asked of it.
    func store() throws(UserError) -> (any SharedStore)? {
        guard let text = environment[Self.storeVariable], !text.isEmpty else { return nil }
        let address: StoreAddress
        do throws(StoreFailure) {
            address = try StoreAddress(text)
        } catch {
            throw UserError(error)
        }
        guard case .folder(let path) = address else { return try open(address) }
        let known = KnownStores(try StateFolder.found(by: self))
        try known.check(path)
        let store = try open(address)
        known.note(path)
        return store
    }

    private func open(_ address: StoreAddress) throws(UserError) -> any SharedStore {
        do throws(StoreFailure) {
            return try address.open(
                nextTo: surroundings.executable, programs: surroundings.programs, environment: environment)
        } catch {
            throw UserError(error)
        }
    }

    /// How long a change waits for the store before the run stops.
    func storePatience() throws(UserError) -> Duration {
        guard let text = environment[Self.patienceVariable], !text.isEmpty else { return RunClaim.usualPatience }
        if case .duration(let duration)? = try? Value(reading: text, as: .duration), duration > .zero {
            return duration
        }
        throw UserError(
            message: "\(Self.patienceVariable) is a duration such as 2m, not `\(text)`",
            help: ["\(Self.patienceVariable)=2m"])
    }
}

extension UserError {
    init(_ failure: StoreFailure) { self.init(message: failure.message) }

    init(_ failure: SharedFailure) {
        switch failure {
        case .store(let failure): self.init(failure)
        case .state(let failure): self.init(message: failure.message, help: failure.help)
        }
    }

    /// A run of a store that is not configured.
    init(missing mark: SharedMark, of run: String) {
        self.init(
            message: "\(run) is in the store \(mark.store), without which nobody knows who executes it",
            help: ["BELAY_STORE=\(mark.store)"])
    }

    init(_ failure: SharingFailure) {
        switch failure {
        case .takenOver(let words): self.init(status: .takenOver, message: words)
        case .unavailable(let words): self.init(message: words)
        }
    }

    init(_ refusal: ClaimRefusal, of run: String) {
        switch refusal {
        case .locked(let owner): self.init(status: .locked, message: owner.message, help: owner.help)
        case .takenOver(let holder):
            self.init(
                message: "\(run) was taken over" + (holder.map { " by \($0.words) at \($0.since)" } ?? " by another"),
                help: ["belay watch \(run)"])
        case .store(let failure): self.init(failure)
        }
    }
}
