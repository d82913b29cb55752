import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@testable import BelayLab

@Suite("The lab's walls", .serialized)
struct WallTests {
    @Test func `Root on a master can change nothing of this machine`() throws {
        let before = try Files.read("/proc/sys/vm/swappiness")
        let run = try LabRun(
            script: """
                on() { ssh $BELAY_LAB_MASTER sudo -n "$@" 2> /dev/null && echo "done: $*" || echo "refused: $*"; }
                on mount -o remount,bind,rw /usr
                on touch /usr/escaped
                on date -s 2020-01-01
                on mount -o remount,bind,rw /proc/sys
                ssh $BELAY_LAB_MASTER 'sudo -n sh -c "echo 1 > /proc/sys/vm/swappiness"' 2> /dev/null || echo "refused: sysctl"
                on mknod /root/disk b 8 0
                on sh -c true
                """)
        #expect(run.lines.contains("refused: touch /usr/escaped"), "\(run.output)")
        #expect(run.lines.contains("refused: date -s 2020-01-01"), "\(run.output)")
        #expect(run.lines.contains("refused: sysctl"), "\(run.output)")
        #expect(run.lines.contains("refused: mknod /root/disk b 8 0"), "\(run.output)")
        #expect(run.lines.contains("done: sh -c true"), "\(run.output)")
        #expect(!Files.exists("/usr/escaped"))
        #expect(try Files.read("/proc/sys/vm/swappiness") == before)
    }

    @Test func `What the operator changes is gone with the lab`() throws {
        let folder = "/tmp/walls, of: \(getpid())"
        try Files.makeFolder(folder)
        defer { Files.removeFlatFolder(folder) }
        try Files.write("precious\n", to: "\(folder)/file")
        let run = try LabRun(
            script: """
                cd '\(folder)'
                cat file; echo gone > file; cat file; mkdir new; touch ~/walls-\(getpid()) /var/tmp/walls-\(getpid())
                for place in / /etc /usr /opt /srv /var/lib /sys/kernel; do
                    touch $place/walls-\(getpid()) 2> /dev/null && echo "written: $place"
                done
                ls /run
                test -e /dev/null && test ! -e /dev/kmsg && echo devices
                """)
        #expect(run.lines == ["precious", "gone", "lock", "devices"], "\(run.output)")
        #expect(try Files.read("\(folder)/file") == "precious\n")
        #expect(Files.names(in: folder) == ["file"])
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        for place in ["/", home, "/var/tmp", "/etc", "/usr", "/opt", "/srv", "/var/lib"] {
            #expect(!Files.exists("\(place)/walls-\(getpid())"), "\(place)")
        }
    }

    @Test(arguments: ["/dev/shm", "/run"])
    func `Also in folders that the lab has its own of`(parent: String) throws {
        guard access(parent, W_OK) == 0 else { return }
        let folder = "\(parent)/walls-\(getpid())"
        try Files.makeFolder(folder)
        let before = try #require(Folder.working)
        try require(chdir(folder), "cannot go to \(folder)")
        defer {
            chdir(before)
            Files.removeFlatFolder(folder)
        }
        try Files.write("precious\n", to: "\(folder)/file")
        let run = try LabRun(script: "pwd; cat file; echo gone > file; cat file")
        #expect(run.lines == [folder, "precious", "gone"], "\(run.output)")
        #expect(try Files.read("\(folder)/file") == "precious\n")
    }

    /// As the file systems of containers, which cannot be shown to another user namespace.
    @Test(.enabled(if: geteuid() == 0))
    func `Root's files are copied where they cannot be shown`() throws {
        let folder = "/tmp/walls-overlay-\(getpid())"
        let script = """
            mount -t tmpfs tmpfs \(folder); cd \(folder); mkdir lower upper work top
            mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work top
            cd top; echo precious > file; chmod 600 file; chmod 700 .
            "$0" master -- sh -c 'cat file; echo gone > file; cat file'; cat file
            head -c 70M /dev/zero > large
            "$0" master -- true; echo $?
            cd /; HOME=\(folder)/top "$0" master -- sh -c 'cd; touch new; ls'
            """
        try Files.makeFolder(folder)
        defer { rmdir(folder) }
        let program = BuiltProgram.path("belay-lab")
        let said = try ChildProgram(["unshare", "--mount", "bash", "-c", "exec 2>&1\n" + script, program]).output()
        let lines = (said ?? "").split(separator: "\n").map(String.init)
        #expect(Array(lines.prefix(3)) == ["precious", "gone", "precious"], "\(said ?? "")")
        let refused = "belay-lab: \(folder)/top cannot be shown to the lab of root on this file system"
        #expect(said?.contains(refused) == true)
        #expect(Array(lines.suffix(2)) == ["125", "new"], "\(said ?? "")")
    }

    @Test func `No program of this machine is reached by its socket`() throws {
        // Where an ordinary user cannot write, there is only the one in a folder that is a copy.
        let places: [String] = ["/tmp", "/opt", "/var/lib"]
        let folders = places.filter { access($0, W_OK) == 0 }
        let sockets = try folders.map { try Listener(at: "\($0)/walls-\(getpid())") }
        defer { for socket in sockets { socket.close() } }
        for socket in sockets { #expect(socket.answers) }
        let tries = sockets.map { "curl -s --unix-socket \($0.path) http://x/; echo $?" }
        let run = try LabRun(script: tries.joined(separator: "\n"))
        let notConnected = "7"
        #expect(run.lines == sockets.map { _ in notConnected }, "\(run.output)")
    }

    @Test func `An interrupt that is sent to the lab alone is the command's`() throws {
        let script = "trap 'echo interrupted; exit 7' INT; echo up; while :; do sleep 0.05; done"
        let lab = try StartedLab(words: ["master", "--", "bash", "-c", script])
        #expect(lab.readLine() == "up")
        kill(lab.process, SIGINT)
        #expect(lab.readLine() == "interrupted")
        #expect(ExitStatus(of: lab.process).code == 7)
        lab.closeInput()
        #expect(try lab.readToEnd() == "")
    }
}

/// A program of this machine that listens.
private struct Listener {
    let path: String
    private let file: Int32

    init(at path: String) throws {
        self.path = path
        unlink(path)
        file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        try Self.with(path) { try require(bind(file, $0, $1), "cannot listen at \(path)") }
        try require(listen(file, 5), "cannot listen at \(path)")
        chmod(path, 0o777)
    }

    var answers: Bool {
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { Glibc.close(client) }
        return (try? Self.with(path) { try require(connect(client, $0, $1), "cannot connect") }) != nil
    }

    func close() {
        Glibc.close(file)
        unlink(path)
    }

    @discardableResult
    private static func with<Answer>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Answer
    ) throws -> Answer {
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path.utf8) }
        return try withUnsafePointer(to: &place) {
            try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
