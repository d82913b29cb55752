/// The script that removes what a host has recorded of a run, unless a later generation of the run has come there.
enum CleanupScript {
    static func words(run: String, generation: Int) -> [String] {
        ["sh", "-c", text, "belay-forget", run, String(generation)]
    }

    private static let text =
        RemoteRecord.functions + #"""

            belay_forget() {
                # A command that ends right now may write into it once more.
                if belay_is_own "$1"; then rm -rf "$1" 2>/dev/null || rm -rf "$1"; fi
                case $1 in */belay/far/*) rmdir "${1%/*}" "${1%/far/*}" 2>/dev/null ;; esac
                return 1
            }
            belay_run=$1 belay_generation=$2
            belay_is_superseded || belay_each belay_forget
            exit 0
            """#
}
