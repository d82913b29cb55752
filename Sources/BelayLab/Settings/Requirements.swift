import BelaySystem
import Glibc

/// The requirements of a lab for this machine.
enum Requirements {
    /// The same for a lab of machines: nothing of a cluster.
    static var missingForMachines: [String] {
        missing(
            programs: RequiredProgram.always.filter { $0 != .busybox } + [RequiredProgram(name: "tar", package: "tar")])
    }

    /// A sentence for each thing that is missing; none when all is there.
    /// - Parameter etcdFolder: where etcd and etcdctl are to be; nil for the machine's own.
    static func missing(etcdFolder: String?) -> [String] {
        var sentences = missing(programs: (etcdFolder == nil ? RequiredProgram.etcd : []) + RequiredProgram.always)
        for program in RequiredProgram.etcd {
            guard let etcdFolder, access("\(etcdFolder)/\(program.name)", X_OK) != 0 else { continue }
            sentences.append("\(etcdFolder) holds no program \(program.name)")
        }
        return sentences
    }

    private static func missing(programs: [RequiredProgram]) -> [String] {
        let isRoot = geteuid() == 0
        var sentences = (programs + (isRoot ? [] : RequiredProgram.mapping)).filter { $0.path == nil }.map {
            "the program \($0.name) is missing; on Debian it is in the package \($0.package)"
        }
        if !isRoot {
            for file in ["/etc/subuid", "/etc/subgid"] where !hasLine(for: userNames, in: file) {
                let name = userNames[0]
                sentences.append("\(file) has no line for \(name); as root: echo \(name):100000:65536 >>\(file)")
            }
        }
        return sentences
    }

    /// The user's name if there is one, and number: a line may begin with either.
    private static var userNames: [String] {
        [UserAccount(geteuid())?.name, String(geteuid())].compactMap { $0 }
    }

    static func hasLine(for names: [String], in file: String) -> Bool {
        guard let text = try? Files.read(file) else { return false }
        return text.split(separator: "\n").contains { line in names.contains { line.hasPrefix("\($0):") } }
    }
}
