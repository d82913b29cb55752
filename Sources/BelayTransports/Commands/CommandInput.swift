import BelayRuntime
import BelaySystem

/// What a command is given on standard input: bytes, and then a file.
struct CommandInput: Sendable {
    var bytes: [UInt8]
    var file: InputFile?

    init(bytes: [UInt8], file: InputFile? = nil) {
        self.bytes = bytes
        self.file = file
    }

    /// Refuses a file that cannot be opened.
    init(_ file: CommandEffect.InputFile) throws(CommandRefusal) {
        guard let path = file.path.known else {
            throw CommandRefusal("the path of its input file has an unknown part: \(file.path.shown)")
        }
        do throws(FileRefusal) {
            self.init(bytes: [], file: try InputFile(path, holding: file.content))
        } catch {
            throw CommandRefusal(error.message)
        }
    }
}
