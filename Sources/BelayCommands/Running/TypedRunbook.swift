import BelayJournal
import BelaySource
import BelaySystem
import BelayWorkspace
import Glibc

/// A runbook that is not a file: `-` is read from standard input, once. A run that is resumed has it as it was then.
enum TypedRunbook {
    /// Those in which it is found.
    static func surroundings(of console: Console) throws(WorkspaceFailure) -> Surroundings {
        var surroundings = console.surroundings
        let path = surroundings.typedPath
        if surroundings.openTexts[path] != nil { return surroundings }
        if isatty(STDIN_FILENO) == 1 {
            throw WorkspaceFailure(
                message: "`-` is a runbook on standard input, which is the terminal", help: ["belay run - < FILE"])
        }
        do throws(SystemError) {
            surroundings.openTexts[path] = try File.bytes(from: STDIN_FILENO, upTo: SourceText.sizeLimit + 1)
        } catch {
            throw WorkspaceFailure(message: "standard input cannot be read: \(error.words)")
        }
        return surroundings
    }

    /// Puts the text of a run where it is looked for, if that run had none from a file.
    static func recall(_ name: String, from folder: RunFolder, _ console: inout Console) {
        guard name == "-", let text = KeptSources(of: folder).read(0) else { return }
        console.surroundings.openTexts[console.surroundings.typedPath] = text
    }
}

extension Surroundings {
    /// Where the text of standard input counts as a file, which it is not.
    var typedPath: String { absolute("./-") }
}
