import Testing

@testable import BelayTransports

struct OpeningPaceTests {
    private let pace = OpeningPace()

    private func passes(_ count: Int) async throws -> [OpeningPace.Pass] {
        var passes: [OpeningPace.Pass] = []
        for _ in 0..<count { passes.append(try #require(await pace.begin())) }
        return passes
    }

    /// So many, one after another.
    private func end(_ count: Int, _ end: OpeningPace.End) async throws {
        for _ in 0..<count { pace.end(try #require(await pace.begin()), end) }
    }

    @Test func `Each connection that is there lets one more through, up to a bound`() async throws {
        try await end(5, .opened)
        #expect(pace.width == OpeningPace.first + 5)
        try await end(100, .opened)
        #expect(pace.width == OpeningPace.most)
    }

    @Test func `Those that are turned away together halve it once, and later ones again`() async throws {
        for pass in try await passes(OpeningPace.first) { pace.end(pass, .turnedAway) }
        #expect(pace.width == OpeningPace.first / 2)
        try await end(10, .turnedAway)
        #expect(pace.width == 1)
        // From then on it takes as many successes as there are places.
        try await end(1, .opened)
        #expect(pace.width == 2)
        try await end(1, .opened)
        #expect(pace.width == 2)
    }

    @Test func `What has failed by itself changes nothing, and only its first end counts`() async throws {
        let pass = try #require(await pace.begin())
        pace.end(pass, .other)
        pace.end(pass, .turnedAway)
        #expect(pace.width == OpeningPace.first)
        let further = try await passes(OpeningPace.first)
        #expect(further.count == OpeningPace.first)
    }
}
