import BelaySystem
import Testing

@Suite struct OneShotTests {
    @Test func `A value that was given before is there at once`() async {
        let value = OneShot<Int>()
        #expect(value.give(1))
        #expect(!value.give(2))
        #expect(await value.value() == 1)
        #expect(!value.give(3))
    }

    @Test func `The first of many counts`() async {
        for _ in 0..<50 {
            let value = OneShot<Int>()
            let firsts = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 { group.addTask { value.give(number) } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(firsts == 1)
            #expect((0..<8).contains(await value.value()))
        }
    }

    @Test func `A task's value is not waited for once the waiting task is cancelled`() async {
        let gate = OneShot<Int>()
        let slow = Task { await gate.value() }
        let waiting = Task { await slow.valueUnlessCancelled() }
        waiting.cancel()
        #expect(await waiting.value == nil)
        gate.give(5)
        #expect(await slow.value == 5)
        #expect(await slow.valueUnlessCancelled() == 5)
    }
}
