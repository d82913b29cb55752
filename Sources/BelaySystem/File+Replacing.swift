public import Glibc

extension File {
    /// Puts a new file in the place of one at once: whoever reads sees the old or the new one, whole. However many write it at
    /// the same time, the last one's stays. Who is killed meanwhile leaves a file `.belay-new-…` in its folder.
    public static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws(SystemError) {
        let fresh = fresh(for: path)
        try create(fresh, with: bytes, mode: mode)
        guard rename(fresh, path) == 0 else { throw removing(fresh) }
    }

    /// Puts new content in the place of an ordinary file at once: whoever reads sees the old or the new one, whole. A link is
    /// followed. The mode stays, and so does the owner where that is allowed.
    public static func replaceContent(of path: String, with bytes: [UInt8]) throws(SystemError) {
        guard let real = realpath(path, nil) else { throw .last }
        defer { free(real) }
        let file = String(cString: real)
        var before = stat()
        guard stat(file, &before) == 0 else { throw .last }
        guard Kind(before.st_mode) == .file else { throw SystemError(EINVAL, "it is not an ordinary file") }
        // The folder alone decides over a rename.
        guard access(file, W_OK) == 0 else { throw .last }
        let fresh = fresh(for: file)
        try create(fresh, with: bytes, mode: 0o600)
        _ = chown(fresh, before.st_uid, before.st_gid)
        guard chmod(fresh, before.st_mode & 0o7777) == 0, rename(fresh, file) == 0 else { throw removing(fresh) }
    }

    /// Where a file is until it takes the place of another: in the same folder, and nobody else's, be it another thread, another
    /// process or another machine's, whose processes have the same numbers.
    private static func fresh(for path: String) -> String {
        "\(Folder.parent(of: path) ?? ".")/.belay-new-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    }

    /// Why the file did not take the place of another.
    private static func removing(_ fresh: String) -> SystemError {
        let error = SystemError.last
        unlink(fresh)
        return error
    }
}
