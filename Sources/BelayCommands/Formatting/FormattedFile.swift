import BelayData
import BelaySource
import BelaySyntax
import BelaySystem
import Glibc

/// A file, or standard input, and the same in the house style.
struct FormattedFile {
    /// As it is shown.
    let name: String
    let before: String
    let after: String
    /// Some lines have errors, and stay as they are.
    let hasErrors: Bool

    /// - Parameter name: `-` is standard input.
    init(_ name: String) throws(UserError) {
        self.name = name == "-" ? "standard input" : name
        let bytes = try Self.bytes(of: name)
        let check = name == "-" ? [] : ["belay check \(name)"]
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UserError(message: "\(self.name) is not UTF-8, and stays as it is", help: check)
        }
        let source = SourceText(file: FileNumber(0), name: name, bytes: bytes)
        hasErrors = Parser.parse(source).diagnostics.contains { $0.severity == .error }
        before = text
        switch SourceFormatter.outcome(of: text) {
        case .text(let formatted): after = formatted
        case .unreadable: throw UserError(message: "\(self.name) has too many errors to be formatted", help: check)
        case .unfaithful:
            throw UserError(
                message:
                    "formatting \(self.name) would change what it means: that is a fault of Belay's, and it stays as it is"
            )
        }
    }

    var isFormatted: Bool { before == after }

    /// As `diff -u` writes it.
    var difference: String {
        "--- \(name)\n+++ \(name)\n" + UnifiedDiff(from: before, to: after).text
    }

    func write() throws(UserError) {
        do throws(SystemError) {
            try File.replaceContent(of: name, with: Array(after.utf8))
        } catch {
            throw UserError(message: "\(name) cannot be written: \(error.words)")
        }
    }

    private static func bytes(of name: String) throws(UserError) -> [UInt8] {
        // One byte more, to see that there is more.
        let limit = SourceText.sizeLimit + 1
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes =
                name == "-" ? try File.bytes(from: STDIN_FILENO, upTo: limit) : try File.bytes(of: name, upTo: limit)
        } catch {
            let other = "\(name).runbook"
            let help = error.number == ENOENT && File.exists(other) ? ["belay fmt \(other)"] : []
            throw UserError(message: "\(name) cannot be read: \(error.words)", help: help)
        }
        guard bytes.count < limit else {
            throw UserError(message: "\(name) is larger than \(SourceText.sizeLimit >> 20) MiB")
        }
        return bytes
    }
}
