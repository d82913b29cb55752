import Glibc

/// Reads what a unit's processes print, a line each for the journal.
final class OutputReader {
    let file: Int32
    /// The process that was started with it.
    var process: pid_t = 0
    private let unit: UnitName
    private let identifier: String
    private unowned let manager: UnitManager
    private var rest: [UInt8] = []

    init(file: Int32, unit: UnitName, identifier: String, manager: UnitManager) {
        self.file = file
        self.unit = unit
        self.identifier = identifier
        self.manager = manager
    }

    /// Everything that is there now; at the end of the file it is given back.
    func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return }
            if count == 0 {
                if !rest.isEmpty { add(rest[...]) }
                return manager.forget(self)
            }
            rest += buffer.prefix(count)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                add(rest[..<end])
                rest.removeFirst(end + 1)
            }
            // A line without an end is not kept for ever.
            if rest.count > 65536 {
                add(rest[...])
                rest = []
            }
        }
    }

    private func add(_ line: ArraySlice<UInt8>) {
        manager.journal.add(String(decoding: line, as: UTF8.self), of: unit, by: identifier, process: process)
    }
}

/// A message as syslog(3) writes it to `/dev/log`: `<30>Nov 30 05:42:11 sshd[12]: text`.
struct SystemLogMessage {
    var priority = 6
    var identifier: String?
    var process: pid_t?
    var text: String

    init(_ message: String) {
        var rest = message[...]
        if rest.hasPrefix("<"), let end = rest.firstIndex(of: ">"),
            let number = Int(rest[rest.index(after: rest.startIndex)..<end])
        {
            priority = number & 7
            rest = rest[rest.index(after: end)...]
        }
        // The time is fifteen letters, and a space.
        if rest.count > 16, rest.dropFirst(6).first == " ", rest.dropFirst(9).first == ":" { rest = rest.dropFirst(16) }
        if let colon = rest.range(of: ": ") {
            let head = rest[..<colon]
            if !head.contains(" ") {
                let parts = head.split { $0 == "[" || $0 == "]" }
                identifier = parts.first.map(String.init)
                process = parts.dropFirst().first.flatMap { pid_t($0) }
                rest = rest[rest.index(colon, offsetBy: 2)...]
            }
        }
        text = String(rest)
    }
}

extension Substring {
    /// Where a text begins in this one.
    fileprivate func range(of text: String) -> Index? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(text) { return place }
            place = index(after: place)
        }
        return nil
    }
}
