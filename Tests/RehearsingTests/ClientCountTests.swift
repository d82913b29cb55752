import BelayData
import BelayTestSupport
import Testing

@testable import BelayCommands

@Suite("What became of the turns of a client")
struct ClientCountTests {
    /// - Parameter turns: whether each was acknowledged, and the seconds from the begin to its end.
    private static func log(_ turns: [(Bool, Double)]) -> ClientLog {
        var log = ClientLog(name: "rows", begun: .seconds(100))
        for (index, (isAcknowledged, time)) in turns.enumerated() {
            log.turns.append(
                .init(
                    number: index + 1, refusal: isAcknowledged ? nil : "no answer \(index + 1)",
                    ended: .seconds(100) + .milliseconds(Int((time * 1000).rounded()))))
        }
        return log
    }

    private static let log = log([(true, 0.5), (false, 1), (true, 3), (true, 3.5), (false, 6)])

    @Test func `Acknowledged and not found is lost, refused and found is recovered`() throws {
        let count = ClientCount(Self.log, isCounted: true, found: ["2", "3", "3", "9"])
        #expect(count.acknowledged == 3)
        #expect(count.refused == 2)
        #expect(count.lastRefusal == "no answer 5")
        let found = try #require(count.found)
        #expect(found.lost == ["1", "4"])
        #expect(found.recovered == 1)
        #expect(found.unexpected == 1)
        #expect(found.twice == 1)
        #expect(count.shown == "3 acknowledged, 2 lost: 1, 4, 1 recovered, 1 unexpected, 1 found more than once")
    }

    @Test func `Gaps reach from the begin over every acknowledged turn to the end`() {
        #expect(Self.log.gaps == [0.5, 2.5, 0.5, 2.5].map { .seconds($0) })
        let count = ClientCount(Self.log, isCounted: false, found: nil)
        #expect(count.longest == .seconds(2.5))
        #expect(count.without == .seconds(5))
        #expect(ClientLog(name: "rows", begun: .zero).gaps.isEmpty)
        #expect(Self.log([(false, 1), (false, 4)]).gaps == [.seconds(4)])
    }

    @Test func `What nobody could be asked about is not known, and one that never got through says why`() {
        let unasked = ClientCount(Self.log, isCounted: true, found: nil)
        #expect(unasked.shown == "3 acknowledged, it is not known how many are lost")
        let never = ClientCount(Self.log([(false, 1), (false, 2)]), isCounted: true, found: [])
        #expect(never.shown == "0 acknowledged, none lost, 2 refused (no answer 2)")
        let uncounted = ClientCount(Self.log, isCounted: false, found: nil)
        #expect(uncounted.shown == "3 acknowledged, 2 refused")
        let many = ClientCount(Self.log((1...7).map { (true, Double($0)) }), isCounted: true, found: ["7"])
        #expect(many.shown == "7 acknowledged, 6 lost: 1, 2, 3, 4, 5 ...")
    }

    /// Counted again turn by turn, as one would on paper.
    private struct Reference: Equatable {
        var lost: [String] = []
        var recovered = 0
        var unexpected = 0
        var twice = 0

        init(_ log: ClientLog, _ found: [String]) {
            for turn in log.turns {
                let isFound = found.contains(String(turn.number))
                if turn.isAcknowledged && !isFound { lost.append(String(turn.number)) }
                if !turn.isAcknowledged && isFound { recovered += 1 }
            }
            for item in Set(found) {
                if !log.turns.contains(where: { String($0.number) == item }) { unexpected += 1 }
                if found.filter({ $0 == item }).count > 1 { twice += 1 }
            }
        }
    }

    @Test func `Whatever is acknowledged and found, it is counted as on paper, and read back as written`() throws {
        var random = SeededRandom(seed: 41)
        for _ in 0..<500 {
            var time = 0.0
            let log = Self.log(
                (0..<random.below(12)).map { _ in
                    time += Double(random.below(30)) / 10
                    return (!random.onceIn(3), time)
                })
            let found = (0..<random.below(16)).map { _ in
                random.onceIn(8) ? randomText(&random) : String(random.below(14))
            }
            let count = ClientCount(log, isCounted: true, found: found)
            let counted = try #require(count.found)
            let reference = Reference(log, found)
            #expect(counted.lost == reference.lost)
            #expect(counted.recovered == reference.recovered)
            #expect(counted.unexpected == reference.unexpected)
            #expect(counted.twice == reference.twice)
            #expect(count.acknowledged + count.refused == log.turns.count)
            // They fill the time from the begin to the end and nothing is missing.
            let sum = log.gaps.reduce(Duration.zero, +)
            #expect(sum == (log.turns.last.map { $0.ended - log.begun } ?? .zero))
            #expect(count.longest <= sum && count.without <= sum)
            for one in [
                count, ClientCount(log, isCounted: true, found: nil), ClientCount(log, isCounted: false, found: nil),
            ] {
                #expect(try ClientCount(data: DataValue(parsing: one.data.text)) == one)
            }
        }
    }

    @Test func `A verdict is read back as it was told`() throws {
        let count = ClientCount(Self.log, isCounted: true, found: ["1"])
        let verdicts = [
            LabVerdict(state: .init(name: "switched", text: "db2 leads, \"at last\""), reasons: [], clients: [count]),
            LabVerdict(
                state: nil,
                reasons: [
                    .init(state: "switched", text: "db2 does not lead\nyet"), .init(state: nil, text: "nobody answers"),
                ],
                clients: []),
        ]
        for verdict in verdicts {
            #expect(LabVerdict(try DataValue(parsing: verdict.data.text)) == verdict)
        }
        #expect(verdicts[1].reasons.map(\.shown) == ["not switched: db2 does not lead\nyet", "nobody answers"])
    }

    @Test func `What the keeper is asked is read back as it was`() throws {
        let requests: [KeeperMailbox.Request] = [
            .begin, .strike("replay-stops"), .look(isDone: true), .look(isDone: false),
        ]
        for request in requests {
            #expect(KeeperMailbox.Request(try DataValue(parsing: request.data.text)) == request)
        }
        #expect(KeeperMailbox.Request(["ask": "something else"]) == nil)
    }

    @Test func `Whoever watches sees how often a client is served, or for how long not`() {
        var log = ClientLog(name: "requests", begun: .zero)
        #expect(ClientPulse(log, at: .seconds(1)).sentence(at: .seconds(1)) == "no requests yet")
        for number in 1...20 {
            log.turns.append(.init(number: number, refusal: nil, ended: .milliseconds(number * 250)))
        }
        #expect(ClientPulse(log, at: .seconds(5)).sentence(at: .seconds(5)) == "requests 4.0 per second")
        log.turns.append(.init(number: 21, refusal: "refused", ended: .seconds(12)))
        #expect(ClientPulse(log, at: .seconds(12)).sentence(at: .seconds(12)) == "no requests for 7s")
    }
}
