/// The script that removes what a host has recorded of a run, unless a later generation of the run has come there.
enum CleanupScript {
    /// - Parameter isShared: machines share the run. Then the host keeps which generation of it has come there: whoever it was
    ///   taken over from may wake when the run is long over.
    static func words(run: String, generation: Int, isShared: Bool) -> [String] {
        ["sh", "-c", text, "belay-forget", run, String(generation), isShared ? "shared" : ""]
    }

    private static let text =
        RemoteRecord.functions + #"""

            belay_forget() {
                belay_is_own "$1" || return 1
                if [ "$belay_shared" ] && [ -f "$1/generation" ]; then
                    for belay_file in "$1"/*; do
                        case $belay_file in */generation) ;; *) rm -rf "$belay_file" ;; esac
                    done
                    return 1
                fi
                # A command that ends right now may write into it once more.
                rm -rf "$1" 2>/dev/null || rm -rf "$1"
                case $1 in */belay/far/*) rmdir "${1%/*}" "${1%/far/*}" 2>/dev/null ;; esac
                return 1
            }
            belay_run=$1 belay_generation=$2 belay_shared=$3
            belay_is_superseded || belay_each belay_forget
            exit 0
            """#
}
