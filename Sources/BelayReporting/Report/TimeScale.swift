import BelayData

/// Moments as places from left to right. Where nothing ran for long, as between a stop and a resume, the time is cut short.
struct TimeScale {
    /// A piece of time that is drawn evenly.
    private struct Piece {
        var time: Range<Duration>
        var place: Range<Double>
        var isCut: Bool
    }

    private var pieces: [Piece] = []
    /// Units from left to right.
    let width: Double

    /// - Parameter busy: when something ran, in any order.
    init(_ busy: [Range<Duration>], width: Double) {
        self.width = width
        let runs = Self.merged(busy)
        guard let first = runs.first?.lowerBound, let last = runs.last?.upperBound, last > first else { return }
        let active = runs.reduce(Duration.zero) { $0 + ($1.upperBound - $1.lowerBound) }
        let longest = max(active / 4, .seconds(5))
        let gaps = zip(runs, runs.dropFirst()).map { $0.upperBound..<$1.lowerBound }
            .filter { $0.upperBound - $0.lowerBound > longest }
        var place = 0.0
        let cutWidth = width * 0.04
        let left = gaps.reduce(last - first) { $0 - ($1.upperBound - $1.lowerBound) }
        let perUnit = (width - cutWidth * Double(gaps.count)) / Self.seconds(left)
        var begun = first
        for gap in gaps + [last..<last] {
            let end = place + Self.seconds(gap.lowerBound - begun) * perUnit
            pieces.append(Piece(time: begun..<gap.lowerBound, place: place..<end, isCut: false))
            if gap.upperBound > gap.lowerBound {
                pieces.append(Piece(time: gap, place: end..<(end + cutWidth), isCut: true))
            }
            place = end + cutWidth
            begun = gap.upperBound
        }
    }

    var isEmpty: Bool { pieces.isEmpty }

    /// Where a moment is, from zero to the width.
    func place(_ moment: Duration) -> Double {
        guard let piece = pieces.last(where: { $0.time.lowerBound <= moment }) ?? pieces.first else { return 0 }
        let length = Self.seconds(piece.time.upperBound - piece.time.lowerBound)
        guard length > 0 else { return piece.place.lowerBound }
        let part = min(max(Self.seconds(moment - piece.time.lowerBound) / length, 0), 1)
        return piece.place.lowerBound + part * (piece.place.upperBound - piece.place.lowerBound)
    }

    /// The stretches that were cut short: where, and how long they were.
    var cuts: [(place: Range<Double>, time: Duration)] {
        pieces.filter(\.isCut).map { ($0.place, $0.time.upperBound - $0.time.lowerBound) }
    }

    /// Moments to write beneath, round ones and at least this many units apart.
    func ticks(apart: Double) -> [Duration] {
        var ticks: [Duration] = []
        for piece in pieces where !piece.isCut {
            let length = piece.time.upperBound - piece.time.lowerBound
            let most = max(1, (piece.place.upperBound - piece.place.lowerBound) / apart)
            let step = Self.steps.first { Self.seconds(length) / Double($0) <= most } ?? 86_400
            var tick = Int64((Self.seconds(piece.time.lowerBound) / Double(step)).rounded(.up)) * step
            while Duration.seconds(tick) <= piece.time.upperBound {
                ticks.append(.seconds(tick))
                tick += step
            }
        }
        return ticks
    }

    private static let steps: [Int64] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
    ]

    private static func merged(_ busy: [Range<Duration>]) -> [Range<Duration>] {
        var merged: [Range<Duration>] = []
        for piece in busy.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, piece.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
            } else {
                merged.append(piece)
            }
        }
        return merged
    }

    private static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
