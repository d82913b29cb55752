import BelayTestSupport
import CBelayLab
import Glibc
import Testing

@testable import BelayLab

/// A run of the real program: a lab is built, a script runs in it, everything is taken down.
struct LabRun {
    var output: String
    var status: Int32

    /// - Parameter script: for bash, in the lab; what it says on both outputs is kept.
    init(_ options: String..., script: String) throws {
        self = try Self(words: ["master"] + options + ["--", "bash", "-uc", script])
    }

    /// - Parameter words: what `belay-lab` is given.
    /// - Parameter program: `belay-lab`, or `belay` itself.
    init(_ program: String = "belay-lab", words: [String]) throws {
        let started = try StartedLab(program, words: words)
        started.closeInput()
        output = try started.readToEnd()
        status = ExitStatus(of: started.process).code
    }

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
}

/// A lab whose program runs, and what it says.
struct StartedLab {
    let process: pid_t
    private let input: Int32
    private let output: Int32

    /// - Parameter environment: all its variables; nil for those of the tests.
    init(_ name: String = "belay-lab", words: [String], environment: [String: String]? = nil) throws {
        var there: [Int32] = [0, 0]
        var back: [Int32] = [0, 0]
        try require(belay_lab_pipe(&there), "cannot make a pipe")
        try require(belay_lab_pipe(&back), "cannot make a pipe")
        var program = ChildProgram([BuiltProgram.path(name)] + words)
        program.descriptors = [0: there[0], 1: back[1], 2: back[1]]
        program.environment = environment
        process = try program.start()
        close(there[0])
        close(back[1])
        input = there[1]
        output = back[0]
    }

    /// Ends what the command reads.
    func closeInput() {
        close(input)
    }

    /// Whether it ends by itself in this time; who started it still has to wait for it.
    func ends(within seconds: Double) -> Bool {
        Clock.comesTrue(within: seconds) {
            var found = siginfo_t()
            return waitid(P_PID, id_t(process), &found, WEXITED | WNOHANG | WNOWAIT) == 0 && found.si_signo != 0
        }
    }

    func readToEnd() throws -> String {
        defer { close(output) }
        return try Files.read(to: output, named: "the lab's output")
    }

    /// One line, without its end.
    func readLine() -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }
}
