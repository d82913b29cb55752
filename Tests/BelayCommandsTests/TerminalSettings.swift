import Glibc

/// The treatment of input and output by a terminal: what `stty -g` shows.
struct TerminalSettings: Hashable, CustomStringConvertible {
    private var flags: [UInt32]
    private var keys: [UInt8]

    init(of descriptor: Int32) {
        var settings = termios()
        _ = tcgetattr(descriptor, &settings)
        flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
        keys = withUnsafeBytes(of: settings.c_cc) { Array($0) }
    }

    var description: String {
        let words = flags.map { String($0, radix: 16) } + keys.map { String($0, radix: 16) }
        return words.joined(separator: ":")
    }
}
