import Glibc

/// `kops edit`: the user's editor gets a file, and what it has become is kept.
enum KopsEdit {
    static func cluster(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, values: ["name": ""])
        let store = try Kops.store(options, word: options.words.first)
        var text = store.specification ?? ""
        // An error opens the editor again, with what was written.
        while true {
            guard let new = try edited(text) else { return 0 }
            do throws(LabFailure) {
                try KopsChange.keep(new, in: store)
                return 0
            } catch {
                complain(error.message)
                text = new
            }
        }
    }

    static func group(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, values: ["name": ""])
        guard let name = options.words.first else { throw LabFailure("name is required") }
        let store = try Kops.store(options)
        guard let old = store.group(name) else { throw LabFailure("InstanceGroup \"\(name)\" not found") }
        if let new = try edited(old) { try KopsChange.keepGroup(new, in: store) }
        return 0
    }

    /// Nil when nothing was changed.
    static func edited(_ text: String) throws(LabFailure) -> String? {
        let editor = getenv("EDITOR").map { String(cString: $0) } ?? "vi"
        let file = "\(LabFolder.stateStore)/edit-\(getpid()).yaml"
        try Files.write(text, to: file)
        defer { unlink(file) }
        let status = try ChildProgram(["sh", "-c", "\(editor) \"$1\"", "sh", file]).run()
        if status.code != 0 { throw LabFailure("there was a problem with the editor \"\(editor)\"") }
        let new = try Files.read(file)
        if new == text {
            complain("Edit cancelled, no changes made.")
            return nil
        }
        return new
    }
}
