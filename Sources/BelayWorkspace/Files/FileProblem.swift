import BelaySystem
import Glibc

/// The reason why a file was not read.
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

    /// The rest of a sentence that begins with the path.
    var words: String {
        switch self {
        case .missing: "does not exist"
        case .folder: "is a folder"
        case .notPermitted: "cannot be read: permission denied"
        case .tooLong(let limit): "is larger than \(limit >> 20) MiB"
        case .other(let words): "cannot be read: \(words)"
        }
    }
}
