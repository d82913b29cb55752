/// The programs of the image that the etcd containers are made from: one busybox under the names of its applets, as it was
/// in 2015. The image has no coreutils and no bash, and its `timeout` takes other arguments than that of today.
struct BusyboxImage {
    /// What busybox 1.24 did not have.
    private static let younger: Set<String> = [
        "ascii", "base32", "bc", "blkdiscard", "crc32", "dc", "factor", "fallocate", "fsfreeze", "getfattr", "hexedit",
        "i2ctransfer", "ipneigh", "link", "lsscsi", "mim", "nl", "nproc", "nsenter", "nuke", "partprobe", "paste",
        "resume", "run-init", "seedrng", "setpriv", "sha3sum", "shred", "shuf", "ssl_client", "svc", "svok", "taskset",
        "tree", "truncate", "ts", "tsort", "uevent", "unlink", "unshare", "w", "xxd",
    ]

    func add(to root: SkeletonRoot) throws(LabFailure) {
        guard let program = RequiredProgram.busybox.path else { throw LabFailure("the program busybox is missing") }
        try root.bind(program, at: "/bin/busybox", readOnly: true)
        let applets = try ChildProgram([program, "--list-full"]).output() ?? ""
        for place in applets.split(separator: "\n").map(String.init) {
            guard let name = place.split(separator: "/").last.map(String.init), !Self.younger.contains(name),
                name != "timeout", name != "busybox"
            else { continue }
            try root.link("/\(place)", to: "/bin/busybox")
        }
        try root.file("/usr/bin/timeout", Self.timeout, mode: 0o755)
    }

    /// `timeout [-t SECS] [-s SIG] PROG ARGS`, until busybox 1.30 of 2018.
    private static let timeout = """
        #!/bin/sh
        seconds=10 signal=TERM
        while getopts t:s: option; do
            case "$option" in
                t) seconds=$OPTARG ;;
                s) signal=$OPTARG ;;
                *) exit 1 ;;
            esac
        done
        shift $((OPTIND - 1))
        command -v "$1" >/dev/null || { echo "timeout: can't execute '$1': No such file or directory" >&2; exit 127; }
        exec /bin/busybox timeout -s "$signal" "$seconds" "$@"

        """
}
