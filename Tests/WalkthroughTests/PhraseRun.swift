import BelayTestSupport
import Foundation
import Testing

/// A run of some of the bundled phrases, in which other programs stand in for those of the operator and of a host: what they
/// print is the test's own. No lab, no host; the client's stand-in runs the host's commands here.
struct PhraseRun {
    let output: String
    let status: Int32
    private let folder: TemporaryFolder

    /// - Parameter body: the lines of a phase; `$host` is a host.
    /// - Parameter programs: the texts of the operator's programs, for sh, by their names.
    /// - Parameter host: the same for a host. `$FILES` leads to the files.
    /// - Parameter files: what they read and write, by name.
    init(
        _ body: String, programs: [String: String] = [:], host: [String: String] = [:], files: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws {
        folder = TemporaryFolder("phrases")
        for place in ["here", "there", "files"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(place)", withIntermediateDirectories: true)
        }
        // Those that a test does not need are not started either.
        let missing = ["aws", "kops", "kubectl"].map { ($0, "exit 3") }
        let own = Dictionary(uniqueKeysWithValues: missing + [("ssh", Self.ssh)]).merging(programs) { _, given in given
        }
        for (name, text) in own { folder.write("#!/bin/sh\n\(text)\n", to: "here/\(name)", mode: 0o700) }
        let far = ["sudo": Self.sudo].merging(host) { _, given in given }
        for (name, text) in far { folder.write("#!/bin/sh\n\(text)\n", to: "there/\(name)", mode: 0o700) }
        for (name, text) in files { folder.write(text, to: "files/\(name)") }
        let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
        folder.write(
            """
            runbook "Phrases" "Some of them."
            use cloud, etcd, kops, kube, masters, node
            param host: host
            phase "Do" {
            \(lines)}

            """, to: "test.runbook")

        let process = Process()
        process.executableURL = try BuiltProgram.find()
        process.arguments = ["run", "\(folder.path)/test.runbook", "--yes", "host=admin@far"]
        var variables = ProcessInfo.processInfo.environment.merging(environment) { _, given in given }
        variables["PATH"] = "\(folder.path)/here:" + (variables["PATH"] ?? "")
        variables["FILES"] = "\(folder.path)/files"
        variables["THERE"] = "\(folder.path)/there"
        variables["XDG_STATE_HOME"] = "\(folder.path)/state"
        variables["BELAY_RUNBOOKS"] = Repository.runbooks.path
        process.environment = variables
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// A file as the programs have left it.
    func file(_ name: String) -> String { folder.read("files/\(name)") }

    /// What was said with `say`, a line each.
    var said: [String] {
        output.split(separator: "\n").compactMap { line in
            line.firstRange(of: "said: ").map { String(line[$0.upperBound...]) }
        }
    }

    /// A client that knows no shared connections. A banner and a login script speak before the command does.
    private static let ssh = """
        for word; do
            if [ "$word" = -G ]; then echo 'user admin'; exit 0; fi
        done
        while [ $# -gt 0 ]; do
            case $1 in
                -O) exit 255 ;;
                -[FSilopW]) shift 2 ;;
                --) shift; break ;;
                -*) shift ;;
                *) break ;;
            esac
        done
        shift
        echo 'Authorized use only.' >&2
        echo 'Last login: Mon Nov 30 05:49:03 2026 from 10.0.0.7'
        PATH=$THERE:$PATH
        exec bash -c "$*"
        """

    private static let sudo = """
        echo 'sudo: unable to resolve host ip-172-20-36-161' >&2
        while [ $# -gt 0 ]; do
            case $1 in
                --) shift; break ;;
                -u) shift 2 ;;
                -*) shift ;;
                *) break ;;
            esac
        done
        exec "$@"
        """
}
