import Foundation
import Glibc
import Testing

/// A person at a prompt.
protocol Prompted {
    static var prompt: String { get }
    var terminal: PseudoTerminal { get }
    var kind: TerminalKind { get }
    /// As the terminal was set before.
    var settings: TerminalSettings { get }
}

extension Prompted {
    /// Types a line, sees each of the texts in turn, and the prompt again.
    func say(_ line: String, _ texts: String..., prompt: String = Self.prompt) throws {
        terminal.type(line + "\n")
        for text in texts { try terminal.expect(text) }
        try terminal.expect(prompt)
    }

    /// The status, and the terminal as it was; where nothing can be drawn nothing was.
    func expectEnd(_ status: Int32, _ place: SourceLocation = #_sourceLocation) {
        #expect(terminal.status() == status, "\(terminal.seen)", sourceLocation: place)
        #expect(terminal.settings == settings, sourceLocation: place)
        if !kind.canEdit { #expect(!terminal.seen.contains("\u{1B}"), sourceLocation: place) }
    }
}

/// A person at the prompt of `belay repl`.
final class ReplDriver: Prompted {
    let terminal: PseudoTerminal
    let kind: TerminalKind
    let settings: TerminalSettings

    /// Waits for the prompt, unless `isReady` is false.
    init(
        at kind: TerminalKind, _ arguments: [String] = [], files: [String: String] = [:],
        environment: [String: String] = [:], height: UInt16 = 24, isReady: Bool = true
    ) throws {
        self.kind = kind
        terminal = try PseudoTerminal(
            ["repl"] + arguments, files: files, environment: ["TERM": kind.name].merging(environment) { $1 },
            width: kind.width, height: height)
        settings = terminal.settings
        if isReady { try terminal.expect(Self.prompt) }
    }

    static let prompt = "belay> "

    /// Drops what is typed.
    func drop() throws {
        terminal.type(Key.controlC)
        try terminal.expect("^C")
        try terminal.expect(Self.prompt)
    }

    /// Waits for the prompt, and this after it.
    func expectTyped(_ text: String) throws { try terminal.expect(onScreen: Self.prompt + text) }

    /// Leaves with Ctrl-D: with status 0, the terminal as it was, and where nothing can be drawn nothing was.
    func leave(_ place: SourceLocation = #_sourceLocation) {
        terminal.type(Key.controlD)
        expectEnd(0, place)
    }
}

/// The bytes of keys.
enum Key {
    static let controlA = "\u{1}"
    static let controlC = "\u{3}"
    static let controlD = "\u{4}"
    static let controlE = "\u{5}"
    static let controlG = "\u{7}"
    static let controlK = "\u{B}"
    static let controlN = "\u{E}"
    static let controlP = "\u{10}"
    static let controlR = "\u{12}"
    static let controlS = "\u{13}"
    static let controlU = "\u{15}"
    static let controlW = "\u{17}"
    static let controlY = "\u{19}"
    static let controlZ = "\u{1A}"
    static let controlBackslash = "\u{1C}"
    static let escape = "\u{1B}"
    static let delete = "\u{7F}"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let left = "\u{1B}[D"

    /// As a terminal sends it that marks what is pasted.
    static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
