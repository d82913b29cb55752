import Glibc

/// The processes of this machine. A command that Belay's death has left running is found in /proc, by what its
/// environment says: where that is missing, nobody could tell after a crash if a change is still running.
enum ProcessList {
    static func require() throws(UserError) {
        guard access("/proc/self/environ", R_OK) != 0 else { return }
        throw UserError(
            message:
                "/proc is missing: after a crash nobody could find the commands that are still running; nothing was run",
            help: ["mount -t proc proc /proc"])
    }
}
