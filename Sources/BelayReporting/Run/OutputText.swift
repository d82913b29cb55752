/// Lines that a command printed, printable and indented. A command may print gigabytes, so they are put together as bytes.
struct OutputText {
    private var bytes: [UInt8] = []
    private let indent: [UInt8]

    init(indent: Int) { self.indent = [UInt8](repeating: UInt8(ascii: " "), count: indent) }

    mutating func add(_ line: ArraySlice<UInt8>) {
        bytes += indent
        if line.allSatisfy(PrintableText.isHarmless) {
            bytes += line
        } else {
            bytes += PrintableText.make(String(decoding: line, as: UTF8.self)).utf8
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
