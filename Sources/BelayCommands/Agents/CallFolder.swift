import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelaySystem
import Glibc

/// A folder below the state folder for the files of one call: what a Belay that is started is given and what it prints. It goes
/// with its last holder.
final class CallFolder {
    let path: String

    var output: String { path + "/output.jsonl" }
    var errors: String { path + "/errors" }
    private var values: String { path + "/values.json" }

    init(in state: StateFolder, at moment: Timestamp) throws(ToolRefusal) {
        path = "\(state.path)/calls/\(PlanFile.newID(at: moment))"
        do throws(SystemError) {
            try Folder.make(path, mode: 0o700)
        } catch {
            throw ToolRefusal("the folder \(path) cannot be made: \(error.words)")
        }
    }

    deinit {
        for file in [output, errors, values] { unlink(file) }
        rmdir(path)
    }

    /// The options that hand on these values. They are in a file: a list of processes shows them to nobody, and none is read as an
    /// option.
    func options(for members: DataValue.Object) throws(ToolRefusal) -> [String] {
        if members.isEmpty { return [] }
        do throws(SystemError) {
            try File.create(values, with: DataValue.object(members).bytes, mode: 0o600)
        } catch {
            throw ToolRefusal("\(values) cannot be written: \(error.words)")
        }
        return ["--params", values]
    }

    /// What was said on standard error, as a refusal: the sentence, and what to do about it.
    func refusal(otherwise sentence: String) -> ToolRefusal {
        let bytes = (try? File.bytes(of: errors, upTo: Self.longest)) ?? []
        let text = String(decoding: bytes, as: UTF8.self).replacing(" in \(values)", with: "")
        var lines = text.split(separator: "\n").map { String($0) }
        guard let index = lines.lastIndex(where: { $0.hasPrefix(Self.mark) }) else {
            return ToolRefusal(lines.isEmpty ? sentence : lines.joined(separator: "\n"))
        }
        // What comes before the sentence are the places that it speaks of.
        let message = String(lines[index].dropFirst(Self.mark.count))
        lines.remove(at: index)
        return ToolRefusal(message, help: lines.map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 })
    }

    private static let mark = "belay: "
    private static let longest = 64 << 10
}
