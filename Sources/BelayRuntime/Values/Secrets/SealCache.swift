import Synchronization

/// The seals that were made: a seal takes a while, so each value gets one.
final class SealCache: Sendable {
    private struct Made: Hashable {
        var value: Value
        var salt: String
        var rounds: Int
    }

    private let seals = Mutex<[Made: SecretSeal]>([:])

    func seal(of value: Value, in run: String) -> SecretSeal {
        seal(Made(value: value, salt: run, rounds: SecretSeal.usualRounds))
    }

    func fits(_ seal: SecretSeal, _ value: Value) -> Bool {
        self.seal(Made(value: value, salt: seal.salt, rounds: seal.rounds)) == seal
    }

    private func seal(_ wanted: Made) -> SecretSeal {
        if let made = seals.withLock({ $0[wanted] }) { return made }
        let made = SecretSeal(of: wanted.value, salt: wanted.salt, rounds: wanted.rounds)
        seals.withLock { $0[wanted] = made }
        return made
    }
}
