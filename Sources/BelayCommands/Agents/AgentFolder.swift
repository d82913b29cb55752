import BelayAgentServer
import BelayJournal
import BelaySystem
import BelayWorkspace
import Glibc

/// The files that an agent may name: those below the folder in which its server was started, and what comes with Belay or is in
/// `$BELAY_PATH`. What a link leads to counts.
struct AgentFolder {
    private let surroundings: Surroundings
    /// Below one of them is every runbook that may be named. Each is where it really is.
    private let roots: [String]
    /// The folder in which the server was started, where it really is.
    private let own: String

    init(_ surroundings: Surroundings) throws(UserError) {
        self.surroundings = surroundings
        guard let own = Self.real(surroundings.workingFolder) else {
            throw UserError(message: "\(surroundings.workingFolder) cannot be entered: \(SystemError.last.words)")
        }
        self.own = own
        let others = [BundledFolder(surroundings)?.path].compactMap(\.self) + surroundings.libraryFolders
        roots = [own] + others.compactMap(Self.real)
    }

    /// A runbook as `belay plan` finds it.
    /// - Parameter name: a file, or the name of a bundled runbook.
    func runbook(_ name: String) throws(ToolRefusal) -> String {
        let isFile = name.hasSuffix(".runbook")
        if !isFile {
            let path = name.contains("/") ? nil : BundledFolder(surroundings)?.path(of: name)
            if let path, !name.isEmpty, File.exists(path) { return name }
            throw ToolRefusal(
                "`\(name)` is neither a file whose name ends in .runbook nor a bundled runbook",
                help: ["`list_runbooks` has those that there are"])
        }
        guard let real = Self.real(surroundings.absolute(name)) else {
            throw ToolRefusal(
                "there is no runbook `\(name)`: \(SystemError.last.words)",
                help: ["`list_runbooks` has those that there are"])
        }
        try check(name, real, in: roots)
        return name
    }

    /// The file of a plan, absolute.
    func plan(_ name: String, in state: StateFolder) throws(ToolRefusal) -> String {
        guard SavedPlan.isNamed(name) else {
            throw ToolRefusal(
                "`\(name)` is not the file of a plan: its name ends in \(SavedPlan.ending)", help: ["`plan` makes one"])
        }
        guard let real = Self.real(surroundings.absolute(name)) else {
            throw ToolRefusal("there is no plan `\(name)`: \(SystemError.last.words)", help: ["`plan` makes one"])
        }
        try check(name, real, in: [own, Self.real(state.plans)].compactMap(\.self))
        return real
    }

    /// Where a plan may be saved that does not have to be there, absolute.
    func newPlan(_ name: String) throws(ToolRefusal) -> String {
        let path = surroundings.absolute(name)
        guard SavedPlan.isNamed(name), let folder = Folder.parent(of: path) else {
            throw ToolRefusal("a plan is saved as a file whose name ends in \(SavedPlan.ending), not `\(name)`")
        }
        guard let real = Self.real(folder) else {
            throw ToolRefusal("the folder of `\(name)` cannot be entered: \(SystemError.last.words)")
        }
        try check(name, real, in: [own])
        // What a link of this name leads to would be replaced.
        if File.kind(of: path, followsLinks: false) == .link { throw Self.outside(name, own) }
        return path
    }

    /// A path as it is shown: of a file below the folder without that.
    func shown(_ path: String) -> String {
        let start = own == "/" ? own : own + "/"
        return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
    }

    private func check(_ name: String, _ real: String, in roots: [String]) throws(ToolRefusal) {
        guard roots.contains(where: { Self.isBelow(real, $0) }) else {
            throw Self.outside(name, own)
        }
    }

    /// By bytes: names that look alike are not the same.
    private static func isBelow(_ path: String, _ root: String) -> Bool {
        path.utf8.elementsEqual(root.utf8) || path.utf8.starts(with: (root == "/" ? root : root + "/").utf8)
    }

    private static func outside(_ name: String, _ own: String) -> ToolRefusal {
        ToolRefusal(
            "`\(name)` is not below \(own), where this server was started",
            help: ["a person starts a server where that is: belay mcp"])
    }

    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}

extension StateFolder {
    /// The plans that nobody named a file for.
    var plans: String { path + "/plans" }
}
