import BelaySystem
import Glibc

/// Why a file was not read.
enum FileProblem: Error, Hashable {
    case missing
    case folder
    case notPermitted
    /// It is longer than this many bytes.
    case tooLong(Int)
    /// In the system's words.
    case other(String)

    init(_ error: SystemError) {
        self =
            switch error.number {
            case ENOENT, ENOTDIR: .missing
            case EISDIR: .folder
            case EACCES, EPERM: .notPermitted
            default: .other(error.words)
            }
    }

    /// What follows a path and makes a sentence of it.
    var words: String {
        switch self {
        case .missing: "is not there"
        case .folder: "is a folder"
        case .notPermitted: "may not be read by you"
        case .tooLong(let limit): "is longer than \(limit >> 20) MiB"
        case .other(let words): "cannot be read: \(words)"
        }
    }
}
