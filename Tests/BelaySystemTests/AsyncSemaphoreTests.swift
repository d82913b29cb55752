import BelaySystem
import Synchronization
import Testing

/// What several tasks note.
private final class Notes: Sendable {
    private let state = Mutex<(inside: Int, most: Int, order: [Int])>((0, 0, []))

    func enter(_ number: Int) {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
            state.order.append(number)
        }
    }

    func leave() { state.withLock { $0.inside -= 1 } }

    var inside: Int { state.withLock { $0.inside } }
    var most: Int { state.withLock { $0.most } }
    var order: [Int] { state.withLock { $0.order } }
}

@Suite struct AsyncSemaphoreTests {
    @Test func `No more are inside than may be`() async {
        let semaphore = AsyncSemaphore(limit: 3)
        let notes = Notes()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    guard await semaphore.enter() else { return }
                    notes.enter(number)
                    await Task.yield()
                    notes.leave()
                    semaphore.leave()
                }
            }
        }
        #expect(notes.inside == 0)
        #expect(notes.most <= 3)
        #expect(!semaphore.isSought)
    }

    @Test func `Whoever comes first is let through first`() async {
        let semaphore = AsyncSemaphore(limit: 1)
        #expect(await semaphore.enter())
        let notes = Notes()
        var tasks: [Task<Void, Never>] = []
        for number in 0..<5 {
            let waits = OneShot<Void>()
            tasks.append(
                Task {
                    guard await semaphore.enter(whenFull: { waits.give(()) }) else { return }
                    notes.enter(number)
                    semaphore.leave()
                })
            await waits.value()
        }
        #expect(semaphore.isSought)
        semaphore.leave()
        for task in tasks { await task.value }
        #expect(notes.order == [0, 1, 2, 3, 4])
    }

    @Test func `Whoever is cancelled waits no longer and takes no place`() async {
        let semaphore = AsyncSemaphore(limit: 1)
        #expect(await semaphore.enter())
        let waits = OneShot<Void>()
        let waiting = Task { await semaphore.enter(whenFull: { waits.give(()) }) }
        await waits.value()
        waiting.cancel()
        #expect(await waiting.value == false)
        semaphore.leave()
        #expect(await semaphore.enter())
        semaphore.leave()
    }

    @Test func `Fewer are let through once one was too many`() async {
        let semaphore = AsyncSemaphore(limit: 3)
        for _ in 0..<3 { #expect(await semaphore.enter()) }
        #expect(semaphore.narrow(), "two others are inside and will make room")
        semaphore.leave()
        let waits = OneShot<Void>()
        let waiting = Task { await semaphore.enter(whenFull: { waits.give(()) }) }
        await waits.value()
        semaphore.leave()
        #expect(await waiting.value)
        semaphore.leave()
        #expect(!semaphore.narrow(), "one is always let through")
        semaphore.leave()
        #expect(await semaphore.enter())
    }
}
