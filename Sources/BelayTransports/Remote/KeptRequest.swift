/// A command as the shell that is kept on a host reads it: lines, of which the first names the command's token and its
/// script. An argument is a line that begins with `=`, and a line that begins with `+` for each further line of it; `@` is the
/// launcher script, which is there already. Its input is written likewise, beginning with `<`. A `.` ends it, so what
/// comes in part only is not performed.
enum KeptRequest {
    /// A shell reads one byte at a time, so as not to take what is not its own.
    static let longest = 16 << 10

    /// `nil` for what has a session of its own: a file or more than `longest` bytes as its input or its text, or an input
    /// with a NUL, which a shell cannot hold.
    static func bytes(_ launch: LauncherInput, _ start: RemoteStart) -> [UInt8]? {
        guard launch.input?.file == nil, launch.input?.bytes.contains(0) != true else { return nil }
        let size = start.words.reduce(launch.input?.bytes.count ?? 0) { $0 + $1.utf8.count }
        guard size <= longest else { return nil }
        var bytes = Array("\(launch.token) \(start.script.rawValue)\n".utf8)
        for word in start.words {
            if word == LauncherScript.text { bytes += Array("@\n".utf8) } else { append("=", word.utf8, to: &bytes) }
        }
        if let input = launch.input { append("<", input.bytes, to: &bytes) }
        return bytes + Array(".\n".utf8)
    }

    private static func append(_ sign: Character, _ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        bytes += Array(sign.utf8)
        for byte in text {
            bytes.append(byte)
            if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "+")) }
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}
