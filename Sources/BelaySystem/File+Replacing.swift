import Glibc

extension File {
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
        let fresh = "\(Folder.parent(of: file) ?? "/")/.belay-new-\(getpid())"
        unlink(fresh)
        try create(fresh, with: bytes, mode: 0o600)
        _ = chown(fresh, before.st_uid, before.st_gid)
        guard chmod(fresh, before.st_mode & 0o7777) == 0, rename(fresh, file) == 0 else {
            let error = SystemError.last
            unlink(fresh)
            throw error
        }
    }
}
