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

    /// Refuses a text that is not known, and a file that cannot be opened.
    init(_ input: CommandEffect.Input) throws(CommandRefusal) {
        switch input {
        case .given(let text):
            guard let known = text.performed else {
                throw CommandRefusal("its input has an unknown part: \(text.shown)")
            }
            self.init(bytes: Array(known.utf8))
        case .file(let file):
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
}
