import CBelayLab
import Glibc

extension ChildProgram {
    /// Runs it to its end.
    /// - Returns: what it has written on its standard output; nil when its status is not 0.
    func output() throws(LabFailure) -> String? {
        var ends: [Int32] = [0, 0]
        if belay_lab_pipe(&ends) < 0 { throw .system("cannot make a pipe") }
        defer { close(ends[0]) }
        var program = self
        program.descriptors[STDOUT_FILENO] = ends[1]
        let process: pid_t
        do throws(LabFailure) {
            process = try program.start()
        } catch {
            close(ends[1])
            throw error
        }
        close(ends[1])
        let text = try Files.read(to: ends[0], named: "the output of \(words[0])")
        return ExitStatus(of: process).code == 0 ? text : nil
    }
}
