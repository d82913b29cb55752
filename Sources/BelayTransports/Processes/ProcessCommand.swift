import BelaySystem
import CBelaySystem
import Glibc

/// A program with its arguments and variables, ready to be started.
struct ProcessCommand: CommandLauncher {
    /// The file to execute.
    var path: String
    /// Its arguments, the program's own name first.
    var arguments: [String]
    var environment: ProcessEnvironment
    /// Without, standard input is empty.
    var hasInput: Bool
    /// Nothing of it outlives it, so nobody looks through all processes of the machine for the rest when it is ended.
    var isAlone = false
    /// The record of which process it is, written as it starts.
    var record: ProcessRecord?
    /// When it is too late to start it, which is `ETIME`, since the machine was started.
    var deadline: Duration?

    var name: String { path }

    func start() throws(SystemError) -> any CommandChannel { try Child(self) }

    /// Starts it. A file without `#!` that is not a program is given to `sh`, as every shell does.
    func start(input: Int32, output: Int32, error errorOutput: Int32) throws(SystemError) -> belay_child {
        do {
            return try start(path, arguments, input, output, errorOutput)
        } catch  where error.number == ENOEXEC {
            return try start("/bin/sh", ["sh", path] + arguments.dropFirst(), input, output, errorOutput)
        }
    }

    private func start(
        _ path: String, _ arguments: [String], _ input: Int32, _ output: Int32, _ error: Int32
    ) throws(SystemError) -> belay_child {
        var child = belay_child()
        let file = try record?.open() ?? -1
        defer { if file >= 0 { close(file) } }
        let said = [path, record?.number ?? "", record?.machine.text ?? ""].map { Array($0.utf8) }
        let answer = TextVector.with(arguments.map { Array($0.utf8) }) { arguments in
            TextVector.with(environment.entries) { environment in
                TextVector.with(said) { texts in
                    var request = belay_order(
                        path: texts[0], arguments: arguments, environment: environment, input: input, output: output,
                        error: error, record: file, before: texts[1], after: texts[2],
                        descriptors: DescriptorLimit.given, deadline: deadline?.nanoseconds ?? 0)
                    return belay_start_order(&child, &request)
                }
            }
        }
        _ = try SystemError.check("execve", answer)
        return child
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}

/// A list of texts as C has them: pointers to texts that end in NUL, and `NULL` at the end.
enum TextVector {
    typealias Pointers = UnsafePointer<UnsafeMutablePointer<CChar>?>

    /// The pointers are good within `body` only. A text is cut at a NUL of its own.
    static func with<Answer>(_ texts: [[UInt8]], _ body: (Pointers) -> Answer) -> Answer {
        let size = texts.reduce(0) { $0 + $1.count + 1 }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: size + 1) { bytes in
            withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1) {
                pointers in
                var place = 0
                for (index, text) in texts.enumerated() {
                    pointers.initializeElement(at: index, to: bytes.baseAddress! + place)
                    text.withUnsafeBytes { source in
                        if let start = source.baseAddress { memcpy(bytes.baseAddress! + place, start, source.count) }
                    }
                    bytes.initializeElement(at: place + text.count, to: 0)
                    place += text.count + 1
                }
                pointers.initializeElement(at: texts.count, to: nil)
                return body(Pointers(pointers.baseAddress!))
            }
        }
    }
}
