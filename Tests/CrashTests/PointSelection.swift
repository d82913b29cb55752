import Foundation

/// Which of all points are tried: a sample with the other tests, or all of them, or one, as the environment says.
enum PointSelection {
    private static let environment = ProcessInfo.processInfo.environment

    /// Some of them, spread over all, others at each seed.
    static func sample<Point: CustomStringConvertible>(_ points: [Point], wanted: Int) -> [Point] {
        if environment["BELAY_CRASH_MATRIX"] == "all" { return share(of: points) }
        if let one = environment["BELAY_CRASH_POINT"] { return points.filter { $0.description == one } }
        let seed = Int(environment["BELAY_SEED"] ?? "") ?? 7
        let pace = max(1, points.count / wanted)
        return stride(from: seed % pace, to: points.count, by: pace).map { points[$0] }
    }

    /// All, or with `BELAY_CRASH_SHARE=2/3` the second of three equal parts, so that several can run side by side.
    private static func share<Point>(of points: [Point]) -> [Point] {
        let numbers = (environment["BELAY_CRASH_SHARE"] ?? "").split(separator: "/").compactMap { Int($0) }
        guard numbers.count == 2, numbers[1] > 0 else { return points }
        return points.enumerated().filter { $0.offset % numbers[1] == numbers[0] - 1 }.map(\.element)
    }
}
