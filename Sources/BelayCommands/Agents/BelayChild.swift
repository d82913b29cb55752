import BelayAgentServer
import BelaySystem
import BelayWorkspace
import CBelaySystem
import Glibc

/// A Belay of its own: in a session of its own, with nothing to read and its output in files. It outlives whoever started it.
final class BelayChild {
    let process: pid_t
    /// Readable once it has ended.
    private let descriptor: Int32
    /// How it ended, once that was seen: its status, or 1000 and the number of its signal.
    private var ending: Int32?

    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - output: the paths of files to which it adds what it prints.
    init(_ arguments: [String], output: String, error: String, on console: Console) throws(ToolRefusal) {
        let program = console.surroundings.executable.isEmpty ? "/proc/self/exe" : console.surroundings.executable
        // What the configuration adds the new one finds for itself.
        let variables = console.given.map { "\($0.key)=\($0.value)" }
        let (words, environment) = (CStrings([program] + arguments), CStrings(variables))
        var child = belay_child()
        do throws(SystemError) {
            let files = (output: try Self.open(output), error: try Self.open(error))
            defer {
                close(files.output)
                close(files.error)
            }
            let answer = withExtendedLifetime((words, environment)) {
                belay_start(&child, program, words.pointer, environment.pointer, -1, files.output, files.error)
            }
            _ = try SystemError.check("belay", answer)
        } catch {
            throw ToolRefusal("Belay cannot be started: \(error.words)")
        }
        process = child.pid
        descriptor = child.descriptor
    }

    deinit {
        _ = status
        close(descriptor)
    }

    /// How it ended; nil while it runs.
    var status: Int32? {
        if ending == nil {
            let answer = belay_ending(descriptor, 1)
            if answer != -EAGAIN { ending = answer }
        }
        return ending
    }

    /// Asks it and all that it has started to end.
    func terminate() { if status == nil { kill(-process, SIGTERM) } }

    private static func open(_ path: String) throws(SystemError) -> Int32 {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last }
        return file
    }
}
