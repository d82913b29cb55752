import Glibc

extension FileBytes {
    /// The text that an editor holds for this path, instead of what is in the file; the file where it holds none.
    init(_ path: String, _ surroundings: Surroundings) throws(FileProblem) {
        guard let text = surroundings.openTexts[path] else {
            try self.init(path)
            return
        }
        var status = stat()
        let isThere = stat(path, &status) == 0
        self.init(
            bytes: text,
            identity: isThere
                ? .file(device: UInt(status.st_dev), number: UInt(status.st_ino)) : .text(path: path))
    }
}
