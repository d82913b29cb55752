import Glibc

/// What runs on this machine. A command that Belay's death has left running is found in /proc, by what its environment says:
/// where that is missing, nobody could tell after a crash whether a change still goes on.
enum ProcessList {
    static func require() throws(UserError) {
        guard access("/proc/self/environ", R_OK) != 0 else { return }
        throw UserError(
            message: "/proc is not there: after a crash nobody could find the commands that still run; nothing was run",
            help: ["mount -t proc proc /proc"])
    }
}
