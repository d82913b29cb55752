import BelaySystem
import CBelayUnits
import Glibc

/// The processes of a unit: how one of them starts, and which ones there are.
struct ServiceProcess {
    /// A started process, and what kept it from becoming the program, if anything did.
    struct Started {
        var process: pid_t
        var problem: String?
    }

    var program: String
    var words: [String]
    var environment: [String: String]
    var execution: ExecutionSettings
    /// False for a command that runs as root whatever `User` says.
    var changesUser: Bool
    /// The open files that it gets.
    var input: Int32
    var output: Int32
    var error: Int32
    var membership: Membership

    /// - Throws: when nothing was started, for a user that there is not among others.
    func start() throws(UnitProblem) -> Started {
        let account = try UserIdentity(execution)
        let arguments = CStrings(words)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" }.sorted())
        let limits = execution.limits.map { belay_unit_limit(resource: $0.resource, soft: $0.soft, hard: $0.hard) }
        let folder = execution.workingFolder == "~" ? account.home : execution.workingFolder
        var problem: Int32 = 0
        let process = program.withCString { program in
            folder.withCString { folder in
                account.groups.withUnsafeBufferPointer { groups in
                    limits.withUnsafeBufferPointer { limits in
                        var wanted = belay_unit_process(
                            arguments: arguments.pointer, environment: variables.pointer, program: program,
                            folder: folder,
                            tolerates_missing_folder: execution.toleratesMissingFolder ? 1 : 0,
                            changes_user: changesUser && account.isOther ? 1 : 0, user: account.number,
                            group: account.group,
                            groups: groups.baseAddress, group_count: groups.count, mask: execution.mask,
                            niceness: execution.niceness, limits: limits.baseAddress, limit_count: limits.count,
                            input: input, output: output, error: error, membership: membership.file)
                        return belay_unit_spawn(&wanted, &problem)
                    }
                }
            }
        }
        if process < 0 { throw UnitProblem("Failed to fork: \(SystemError(errno).words)") }
        let words = problem == 0 ? nil : "Failed at starting \(program): \(SystemError(problem).words)"
        return Started(process: process, problem: words)
    }
}

/// What a unit's processes have in common and keep: a control group namespace of its own, which everything that they start
/// is in too.
final class Membership {
    let file: Int32
    private let identity: String

    init() throws(UnitProblem) {
        file = belay_unit_membership()
        guard file >= 0 else { throw UnitProblem("cannot tell a unit's processes apart: \(SystemError(errno).words)") }
        var status = stat()
        fstat(file, &status)
        identity = "cgroup:[\(status.st_ino)]"
    }

    deinit { close(file) }

    func contains(_ process: pid_t) -> Bool { File.target(ofLink: "/proc/\(process)/ns/cgroup") == identity }

    /// Those that are there, without those that have ended and are still to be reaped.
    var processes: [pid_t] {
        ((try? Folder.names(in: "/proc")) ?? []).compactMap { pid_t($0) }.filter { contains($0) && !Self.hasEnded($0) }
            .sorted()
    }

    private static func hasEnded(_ process: pid_t) -> Bool {
        let text = String(decoding: (try? File.bytes(of: "/proc/\(process)/stat")) ?? [], as: UTF8.self)
        guard let name = text.lastIndex(of: ")") else { return true }
        return text[text.index(after: name)...].hasPrefix(" Z") || text[text.index(after: name)...].hasPrefix(" X")
    }
}

/// As whom a service runs.
struct UserIdentity {
    var isOther: Bool
    var number: uid_t = 0
    var group: gid_t = 0
    var groups: [gid_t] = []
    var name = "root"
    var home = "/root"
    var shell = "/bin/sh"

    /// - Throws: for a user or a group that this machine does not have.
    init(_ execution: ExecutionSettings) throws(UnitProblem) {
        isOther = execution.user != nil || execution.group != nil || !execution.supplementaryGroups.isEmpty
        if let user = execution.user {
            guard let account = uid_t(user).map({ UserAccount($0) }) ?? UserAccount(named: user) else {
                throw UnitProblem("Failed to determine user credentials: No such process")
            }
            (number, group, name) = (account.number, account.group, account.name)
            (home, shell) = (account.home, account.shell)
            groups = Self.groups(of: name, with: group)
        }
        if let wanted = execution.group { group = try Self.number(ofGroup: wanted) }
        for wanted in execution.supplementaryGroups { groups.append(try Self.number(ofGroup: wanted)) }
    }

    private static func number(ofGroup text: String) throws(UnitProblem) -> gid_t {
        if let number = gid_t(text) { return number }
        guard let entry = getgrnam(text) else {
            throw UnitProblem("Failed to determine group credentials: No such process")
        }
        return entry.pointee.gr_gid
    }

    private static func groups(of name: String, with group: gid_t) -> [gid_t] {
        var count: Int32 = 64
        var found = [gid_t](repeating: 0, count: Int(count))
        return getgrouplist(name, group, &found, &count) < 0 ? [group] : Array(found.prefix(Int(count)))
    }
}
