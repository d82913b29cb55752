import BelayData
import BelayLanguage
import BelayRuntime
import BelaySystem

/// How long the phases of a runbook took in the last rehearsal that was done, so that the next one can say what is left. A lab
/// keeps nothing, so this is in a folder of the machine that the lab may write to.
struct RehearsalTimes {
    private let path: String?

    /// - Parameter console: of the machine, also within a lab.
    init(of runbook: LoadedRunbook, on console: Console) {
        let program = runbook.program
        let name = SHA256.digest(of: "\(program.title)\n\(program.lab ?? "")".utf8).hex.prefix(16)
        path = Self.path(on: console).map { "\($0)/\(name)" }
    }

    /// Next to the runs of the machine: those of a lab are elsewhere.
    private static func path(on console: Console) -> String? {
        if let state = console.given["XDG_STATE_HOME"], state.hasPrefix("/") { return "\(state)/belay/rehearsed" }
        guard let home = console.given["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/.local/state/belay/rehearsed"
    }

    /// Made where it is not there; nil where it cannot be.
    static func folder(on console: Console) -> String? {
        guard let path = path(on: console) else { return nil }
        do throws(SystemError) {
            try Folder.make(path, mode: 0o700)
            return path
        } catch {
            return nil
        }
    }

    /// By the titles of the phases; empty where none was kept.
    var last: [String: Duration] {
        guard let path, let bytes = try? File.bytes(of: path),
            let data = try? DataValue(parsing: String(decoding: bytes, as: UTF8.self)), let object = data.object
        else { return [:] }
        var times: [String: Duration] = [:]
        for member in object.members {
            if let time = member.value.int { times[member.key] = .milliseconds(time) }
        }
        return times
    }

    /// Nobody misses them where they cannot be written.
    func keep(_ phases: [(title: String, time: Duration)]) {
        guard let path else { return }
        var object = DataValue.Object()
        for phase in phases { object[phase.title] = .number(Int(phase.time / .milliseconds(1))) }
        try? File.replace(path, with: Array(DataValue.object(object).text.utf8), mode: 0o600)
    }
}
