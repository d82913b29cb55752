import BelaySystem
import Glibc

/// The requirements of a lab for this machine.
enum Requirements {
    /// A sentence for each thing that is missing; none when all is there.
    /// - Parameter etcdFolder: where etcd and etcdctl are to be; nil for the machine's own.
    static func missing(etcdFolder: String?) -> [String] {
        let isRoot = geteuid() == 0
        let etcd = etcdFolder == nil ? RequiredProgram.etcd : []
        let programs = etcd + RequiredProgram.always + (isRoot ? [] : RequiredProgram.mapping)
        var sentences = programs.filter { $0.path == nil }.map {
            "the program \($0.name) is missing; on Debian it is in the package \($0.package)"
        }
        for program in RequiredProgram.etcd {
            guard let etcdFolder, access("\(etcdFolder)/\(program.name)", X_OK) != 0 else { continue }
            sentences.append("\(etcdFolder) holds no program \(program.name)")
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
