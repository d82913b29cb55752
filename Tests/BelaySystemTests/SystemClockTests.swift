import BelayData
import BelaySystem
import Glibc
import Testing

@Suite struct SystemClockTests {
    @Test func `Time does not go back`() {
        let clock = SystemClock()
        let times = (0..<1000).map { _ in clock.now }
        #expect(times == times.sorted())
    }

    @Test func `The timestamp is the time of the calendar, to the millisecond`() {
        let before = Timestamp(sinceEpoch: .seconds(time(nil)))
        let now = SystemClock().timestamp
        #expect(before <= now && now <= before + .seconds(60))
        #expect(now.description == now.text(fractionDigits: 3))
    }

    @Test func `Sleep ends with its task`() async {
        let sleep = Task { () -> Bool in
            do throws(CancellationError) {
                try await SystemClock().sleep(for: .seconds(3600))
                return false
            } catch {
                return true
            }
        }
        sleep.cancel()
        #expect(await sleep.value)
    }
}
