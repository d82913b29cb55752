import BelaySystem
import Glibc

/// The facts that `/proc` shows everybody about a process, whoever it belongs to.
struct ProcessStatus: Hashable, Sendable {
    /// A number alone may be another's by now.
    struct Identity: Hashable, Sendable {
        var process: pid_t
        /// In clock ticks since the machine was started.
        var start: Int
    }

    var process: pid_t
    /// Dead, and only not reaped yet.
    var isDead: Bool
    var parent: pid_t
    var group: pid_t
    var session: pid_t
    var start: Int

    var identity: Identity { Identity(process: process, start: start) }

    /// `nil` if the process does not exist or is hidden.
    init?(of process: pid_t) {
        let text = File.piece(of: "/proc/\(process)/stat", upTo: 1024)
        // `N (name) state parent group session ...`; the name may have spaces and parentheses.
        guard let end = text.lastIndex(of: UInt8(ascii: ")")), end + 2 < text.count else { return nil }
        let state = text[end + 2]
        var fields = NumberFields(rest: text[(end + 3)...])
        guard let parent = fields.next(), let group = fields.next(), let session = fields.next(),
            let start = fields.next(after: 15)
        else { return nil }
        self.process = process
        isDead = state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
        self.parent = pid_t(truncatingIfNeeded: parent)
        self.group = pid_t(truncatingIfNeeded: group)
        self.session = pid_t(truncatingIfNeeded: session)
        self.start = start
    }

    /// The living.
    static func all() -> [ProcessStatus] {
        ((try? Folder.names(in: "/proc")) ?? []).compactMap { pid_t($0).flatMap(ProcessStatus.init(of:)) }.filter {
            !$0.isDead
        }
    }

    /// Its age; `nil` where the machine does not say.
    var age: Duration? {
        let text = String(decoding: File.piece(of: "/proc/uptime", upTo: 64), as: UTF8.self)
        guard let uptime = text.split(separator: " ").first.flatMap({ Double($0) }) else { return nil }
        return .seconds(max(0, uptime - Double(start) / Double(sysconf(Int32(_SC_CLK_TCK)))))
    }

    /// Whole numbers between spaces.
    private struct NumberFields {
        var rest: ArraySlice<UInt8>

        mutating func next(after skipped: Int = 0) -> Int? {
            for _ in 0..<skipped where next() == nil { return nil }
            rest = rest.drop { $0 == UInt8(ascii: " ") }
            let word = rest.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
            rest = rest[word.endIndex...]
            var digits = word
            let isNegative = digits.first == UInt8(ascii: "-")
            if isNegative { digits = digits.dropFirst() }
            guard !digits.isEmpty else { return nil }
            var number = 0
            for digit in digits {
                guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
                // Some fields are as large as an address, and none of ours.
                number = number &* 10 &+ Int(digit - UInt8(ascii: "0"))
            }
            return isNegative ? -number : number
        }
    }
}
