/// Programs of a node as Debian jessie had them, where they differ from today's in what a procedure may depend on.
struct OlderPrograms {
    func add(to root: SkeletonRoot) throws(LabFailure) {
        try root.file("/usr/local/bin/ss", Self.ss, mode: 0o755)
        try root.file("/usr/local/bin/mountpoint", Self.mountpoint, mode: 0o755)
        if Files.exists("/usr/bin/mawk") { try root.link("/usr/local/bin/awk", to: "/usr/bin/mawk") }
    }

    /// iproute2 3.16: what it does not understand, such as `-H`, it answers with its usage on standard output and status 0.
    private static let ss = """
        #!/bin/sh
        for word in "$@"; do
            case "$word" in
                --*) ;;
                -*H*) echo "Usage: ss [ OPTIONS ]"; echo "       ss [ OPTIONS ] [ FILTER ]"; exit 0 ;;
            esac
        done
        exec /usr/bin/ss "$@"

        """

    /// util-linux 2.25 ends with 1 where there is no mount, today's with 32.
    private static let mountpoint = """
        #!/bin/sh
        /usr/bin/mountpoint "$@" || exit 1

        """
}
