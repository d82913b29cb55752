/// Lines that a command printed, printable and indented. A command may print gigabytes, so they are put together as bytes.
struct OutputText {
    private var bytes: [UInt8] = []
    private let indent: [UInt8]

    /// - Parameter size: how many bytes there will be, more or less.
    init(indent: Int, size: Int = 0) {
        self.indent = [UInt8](repeating: UInt8(ascii: " "), count: indent)
        bytes.reserveCapacity(size)
    }

    mutating func add(_ line: ArraySlice<UInt8>) {
        bytes += indent
        if line.withUnsafeBytes(ByteScan.arePrintable) {
            bytes += line
        } else {
            bytes += PrintableText.make(String(decoding: line, as: UTF8.self)).utf8
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
