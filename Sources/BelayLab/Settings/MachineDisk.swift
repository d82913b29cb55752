/// A file system of a machine's own besides its root, so that it can be full.
public struct MachineDisk: Hashable, Sendable {
    /// Where the machine has it: `/var/lib/postgresql`.
    public var path: String
    /// In bytes.
    public var size: Int

    public init(path: String, size: Int) {
        self.path = path
        self.size = size
    }

    /// `PATH:BYTES`
    var text: String { "\(path):\(size)" }

    init?(text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"), let size = Int(text[text.index(after: colon)...]), size > 0,
            text.hasPrefix("/"), !text.contains(where: { " ;\n".contains($0) })
        else { return nil }
        self.init(path: String(text[..<colon]), size: size)
    }
}
