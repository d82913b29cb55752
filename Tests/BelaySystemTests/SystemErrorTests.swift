import BelaySystem
import Glibc
import Testing

@Suite struct SystemErrorTests {
    @Test(arguments: [
        (ENOENT, "no such file or directory"), (EACCES, "permission denied"), (ENOSPC, "no space left on device"),
        (EIO, "input/output error"), (EMFILE, "too many open files"), (E2BIG, "argument list too long"),
        (ESRMNT, "srmount error"), (EDOTDOT, "RFS specific error"), (9999, "error 9999"), (-1, "error -1"),
    ])
    func `An error is said so that it can end a sentence`(number: Int32, words: String) {
        #expect(SystemError(number).words == words)
    }

    @Test func `A reason of Belay's own stands for the system's words`() {
        let error = SystemError(ELOOP, "a is a link, and none is followed there")
        #expect(error.words == "a is a link, and none is followed there")
        #expect(error.number == ELOOP)
    }

    @Test func `The call is named where it says more`() throws {
        #expect(throws: SystemError(EMFILE, in: "pipe")) { try SystemError.check("pipe", -EMFILE) }
        #expect("\(SystemError(EMFILE, in: "pipe"))" == "pipe: too many open files")
        #expect(try SystemError.check("pipe", 0) == 0)
    }

    @Test func `A call that a signal interrupts is made again`() {
        var attempts = 0
        let answer = retryingInterrupted { () -> Int in
            attempts += 1
            errno = EINTR
            return attempts < 3 ? -1 : 7
        }
        #expect(answer == 7)
        #expect(attempts == 3)
    }
}
