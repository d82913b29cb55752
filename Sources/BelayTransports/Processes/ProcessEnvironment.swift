import BelaySystem
import Glibc

/// The variables that a child is given. Kept as the bytes they are: a value from outside need not be text.
public struct ProcessEnvironment: Sendable {
    /// `NAME=VALUE`, without the ending NUL.
    private(set) var entries: [[UInt8]]

    /// Of later ones with the same name only the last counts.
    public init(_ variables: [(name: String, value: String)]) {
        entries = []
        for variable in variables { set(variable.name, to: variable.value) }
    }

    private init(entries: [[UInt8]]) { self.entries = entries }

    /// The variables of this process, as they are now.
    public static func inherited() -> ProcessEnvironment {
        var entries: [[UInt8]] = []
        var next = environ
        while let text = next.pointee {
            entries.append(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
            next += 1
        }
        return ProcessEnvironment(entries: entries)
    }

    public mutating func set(_ name: String, to value: String) {
        let start = Array(name.utf8) + [UInt8(ascii: "=")]
        entries.removeAll { $0.starts(with: start) }
        entries.append(start + Array(value.utf8))
    }

    public subscript(name: String) -> String? {
        let start = Array(name.utf8) + [UInt8(ascii: "=")]
        guard let entry = entries.last(where: { $0.starts(with: start) }) else { return nil }
        return String(decoding: entry.dropFirst(start.count), as: UTF8.self)
    }

    /// Finds the programs that a child finds.
    var programs: ProgramSearch { ProgramSearch(path: self["PATH"]) }
}
