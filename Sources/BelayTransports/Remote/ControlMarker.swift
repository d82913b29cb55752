import CBelaySystem
import Synchronization

/// What the launcher script says about a command, between the lines of its streams.
enum ControlMarker: Hashable, Sendable {
    /// The host's shell runs, with this process number, which leads its session.
    case host(Int)
    /// The command is about to start, below the process of this number, as numbered where the command runs.
    case started(Int)
    /// The command has ended with this status.
    case exited(Int)
    /// There is no such program.
    case missingProgram
    /// A pipeline, and a shell without `pipefail`.
    case noPipefail
    /// Standard input ended before the variables had come: something on the way does not pass it on.
    case noInput
    /// The host cannot keep a record of the command, and so it was not started.
    case unrecorded
    /// A later generation of its run has come to the host, and so it was not started.
    case superseded
    /// It was given up before it had come there, and so it was not started.
    case void
    /// It had come there before, and this time it was not started.
    case taken
    /// What precedes the command has ended too.
    case over
    /// Said by a shell that is kept: what it started has ended with this status.
    case left(Int)
    /// A fresh login may differ from that of the shell, and so it was not started.
    case stale
    /// Nothing of the command comes on this stream any more, though the stream stays.
    case closed

    /// Reads what follows the token, such as `exit 0`.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        let number = words.count == 2 ? Int(words[1]) : nil
        switch (words.first, number) {
        case ("host", let number?): self = .host(number)
        case ("start", let number?): self = .started(number)
        case ("exit", let number?): self = .exited(number)
        case ("missing", nil): self = .missingProgram
        case ("pipefail", nil): self = .noPipefail
        case ("input", nil): self = .noInput
        case ("unrecorded", nil): self = .unrecorded
        case ("superseded", nil): self = .superseded
        case ("void", nil): self = .void
        case ("taken", nil): self = .taken
        case ("over", nil): self = .over
        case ("left", let number?): self = .left(number)
        case ("stale", nil): self = .stale
        case ("closed", nil): self = .closed
        case (_, _): return nil
        }
    }

    fileprivate var cue: StreamCue {
        switch self {
        case .started: .started
        case .exited, .left: .exited
        case .closed: .closed
        case .host, .missingProgram, .noPipefail, .noInput, .unrecorded, .superseded, .void, .taken, .over, .stale:
            .other
        }
    }
}

/// What the markers of one command say together.
struct ControlMarkers: Hashable, Sendable {
    var host: Int?
    var started: Int?
    var exited: Int?
    /// Why it was not started.
    var refusal: ControlMarker?
    var left: Int?

    mutating func add(_ marker: ControlMarker) {
        switch marker {
        case .host(let process): host = process
        case .started(let process): started = process
        case .exited(let status): exited = status
        case .missingProgram, .noPipefail, .noInput, .unrecorded, .superseded, .void, .taken, .stale:
            refusal = marker
        case .left(let status): left = status
        case .over, .closed: break
        }
    }
}

/// The markers of one command as they come.
final class MarkerLog: Sendable {
    private let state = Mutex<[ControlMarker]>([])

    func add(_ marker: ControlMarker) { state.withLock { $0.append(marker) } }

    var all: [ControlMarker] { state.withLock { $0 } }

    var markers: ControlMarkers {
        var markers = ControlMarkers()
        for marker in all { markers.add(marker) }
        return markers
    }

    /// Filters for both streams of the command that has this token. Standard error is what is gone by: standard output
    /// only says where the command's own begins and ends.
    func filters(for token: String) -> StreamFilters {
        StreamFilters(output: MarkerFilter(token: token), error: MarkerFilter(token: token, log: self))
    }
}

/// Takes the markers out of a stream. A marker is a byte that text does not have, a token that nobody else knows, a space,
/// some words and a newline; the script prints it in one piece.
struct MarkerFilter: StreamFilter {
    /// ASCII's record separator.
    static let separator: UInt8 = 0x1E
    private static let longestMarker = 96

    private let opening: [UInt8]
    private let log: MarkerLog?
    /// What may become a marker when more has come.
    private var held: [UInt8] = []

    init(token: String, log: MarkerLog? = nil) {
        opening = [Self.separator] + Array(token.utf8) + [UInt8(ascii: " ")]
        self.log = log
    }

    mutating func pieces(of bytes: [UInt8]) -> [StreamPiece] {
        if held.isEmpty, Self.hasNoSeparator(bytes) { return [.bytes(bytes)] }
        let all = held + bytes
        held = []
        var pieces: [StreamPiece] = []
        var passed: [UInt8] = []
        var rest = all[...]
        while let start = firstOpening(in: rest) {
            passed += rest[..<start]
            rest = rest[start...]
            switch match(rest) {
            case .marker(let marker, let end):
                if !passed.isEmpty { pieces.append(.bytes(passed)) }
                log?.add(marker)
                pieces.append(.cue(marker.cue))
                passed = []
                rest = rest[end...]
            case .needsMore:
                held = Array(rest)
                rest = []
            case .none:
                passed.append(Self.separator)
                rest = rest.dropFirst()
            }
        }
        passed += rest
        if !passed.isEmpty { pieces.append(.bytes(passed)) }
        return pieces
    }

    private static func hasNoSeparator(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { belay_first($0.baseAddress, $0.count, separator) } < 0
    }

    mutating func rest() -> [UInt8] {
        defer { held = [] }
        return held
    }

    /// Where a marker begins, or may when more has come.
    private func firstOpening(in bytes: ArraySlice<UInt8>) -> Int? {
        let place = bytes.withUnsafeBytes { bytes in
            opening.withUnsafeBytes { belay_first_opening(bytes.baseAddress, bytes.count, $0.baseAddress, $0.count) }
        }
        return place < 0 ? nil : bytes.startIndex + place
    }

    private enum Match {
        case marker(ControlMarker, end: Int)
        case needsMore
        case none
    }

    private func match(_ bytes: ArraySlice<UInt8>) -> Match {
        guard bytes.prefix(opening.count).elementsEqual(opening.prefix(bytes.count)) else { return .none }
        let text = bytes.dropFirst(opening.count).prefix(Self.longestMarker)
        guard let end = text.firstIndex(of: UInt8(ascii: "\n")) else {
            return bytes.count < opening.count + Self.longestMarker ? .needsMore : .none
        }
        guard let marker = ControlMarker(String(decoding: text[..<end], as: UTF8.self)) else { return .none }
        return .marker(marker, end: end + 1)
    }
}
