import CBelayLab
import Glibc

/// A process that has started several labs, each as a process of its own: none of them outlives it, by `kill -9` either.
struct Owner {
    /// Names it to the labs: its number.
    static let variable = "BELAY_LAB_OWNER"

    let process: pid_t

    static var ofThisProcess: Owner? {
        getenv(variable).flatMap { Int32(String(cString: $0)) }.map(Owner.init(process:))
    }

    /// Returns when the child has ended. Ends it when the owner has ended before.
    func outlive(_ child: pid_t) throws(LabFailure) {
        let handles = [belay_lab_process_handle(process), belay_lab_process_handle(child)]
        defer { for handle in handles where handle >= 0 { close(handle) } }
        // One that has ended has no handle any more.
        if handles[1] < 0 { return }
        var looks = handles.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if handles[0] >= 0 {
            while poll(&looks, 2, -1) < 0 {
                if errno != EINTR { throw .system("cannot follow the process that has started the lab") }
            }
        }
        if looks[1].revents == 0 { kill(child, SIGKILL) }
    }
}
